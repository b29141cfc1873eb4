import type { KeyboardEvent, PointerEvent } from 'react';

import { useGesture } from './gesture';

interface Props {
  className: string;
  label: string;
  /** 0 to 1, from the left. */
  x: number;
  /** 0 to 1, from the top; absent for a slider. */
  y?: number;
  /** The knob's colour. */
  knob: string;
  onChange: (x: number, y: number) => void;
}

/** An area or a line with a knob, for pointer and arrow keys. */
export function PickerTrack({ className, label, x, y, knob, onChange }: Props) {
  const gesture = useGesture();
  const follow = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    onChange(
      clamp((event.clientX - box.left) / box.width),
      clamp((event.clientY - box.top) / box.height),
    );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.shiftKey ? 0.1 : 0.01;
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: y === undefined ? [step, 0] : [0, -step],
      ArrowDown: y === undefined ? [-step, 0] : [0, step],
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    onChange(clamp(x + move[0]), clamp((y ?? 0) + move[1]));
  };
  return (
    <div
      className={className}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(x * 100)}
      {...(y !== undefined && {
        'aria-valuetext': `${Math.round(x * 100)}% across, ${Math.round(y * 100)}% down`,
      })}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        gesture.begin();
        follow(event);
      }}
      onLostPointerCapture={() => gesture.end()}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
      }}
      onKeyDown={onKeyDown}
    >
      <span
        className="picker__knob"
        style={{
          left: `${x * 100}%`,
          ...(y !== undefined && { top: `${y * 100}%` }),
          background: knob,
        }}
      />
    </div>
  );
}

function clamp(number: number): number {
  return Math.min(1, Math.max(0, number));
}
