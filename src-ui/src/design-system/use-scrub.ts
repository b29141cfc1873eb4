/** Changing a number by dragging its label sideways. */
import { useRef, type PointerEvent } from 'react';

import { useGesture } from './gesture';

/** A drag shorter than this is a click. */
const THRESHOLD_PX = 2;

interface Options {
  start: number;
  step: number;
  onChange: (number: number) => void;
}

export function useScrub({ start, step, onChange }: Options) {
  const drag = useRef<{ x: number; from: number; moved: boolean; last: number } | undefined>(
    undefined,
  );
  const gesture = useGesture();
  const end = (): void => {
    if (drag.current?.moved) gesture.end();
    drag.current = undefined;
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      // Keeps the focus where it is: a scrub isn't typing.
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { x: event.clientX, from: start, moved: false, last: start };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const it = drag.current;
      if (!it) return;
      const distance = event.clientX - it.x;
      if (!it.moved && Math.abs(distance) < THRESHOLD_PX) return;
      if (!it.moved) gesture.begin();
      it.moved = true;
      const speed = event.shiftKey ? 10 : event.altKey ? 0.1 : 1;
      const value = it.from + Math.round(distance) * step * speed;
      if (value === it.last) return;
      it.last = value;
      onChange(value);
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const clicked = drag.current?.moved === false;
      end();
      if (clicked) event.currentTarget.parentElement?.querySelector('input')?.focus();
    },
    onPointerCancel: () => {
      const it = drag.current;
      if (it?.moved) onChange(it.from);
      end();
    },
  };
}
