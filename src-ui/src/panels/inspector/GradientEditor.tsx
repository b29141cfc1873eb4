import { Minus } from 'lucide-react';
import { useRef, useState, type PointerEvent } from 'react';

import { ColorPicker } from '../../design-system/ColorPicker';
import { IconButton } from '../../design-system/IconButton';
import { useGesture } from '../../design-system/gesture';
import { NumberField } from '../../design-system/NumberField';
import { formatColor } from '../../state/color';
import { formatPaint, type GradientStop, type Paint } from '../../state/paint';

type Gradient = Extract<Paint, { kind: 'linear' | 'radial' | 'conic' }>;

interface Props {
  paint: Gradient;
  onChange: (paint: Gradient) => void;
}

/** The gradient's stops on a bar, and the chosen stop's colour. */
export function GradientEditor({ paint, onChange }: Props) {
  const gesture = useGesture();
  const [chosen, setChosen] = useState(0);
  const bar = useRef<HTMLDivElement>(null);
  const at = Math.min(chosen, paint.stops.length - 1);
  const stop = paint.stops[at];
  if (!stop) return null;

  const setStops = (stops: GradientStop[]): void => onChange({ ...paint, stops });
  const setStop = (part: Partial<GradientStop>): void =>
    setStops(paint.stops.map((it, index) => (index === at ? { ...it, ...part } : it)));
  const offsetAt = (event: PointerEvent): number => {
    const box = bar.current?.getBoundingClientRect();
    if (!box) return 0;
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  };
  /** Stops stay in order while one is dragged past another. */
  const moveTo = (offset: number): void => {
    const moved = paint.stops.map((it, index) => (index === at ? { ...it, offset } : it));
    const target = moved[at];
    const sorted = [...moved].sort((one, other) => one.offset - other.offset);
    if (target) setChosen(sorted.indexOf(target));
    setStops(sorted);
  };
  const track = formatPaint({ kind: 'linear', angle: 90, stops: paint.stops });
  return (
    <>
      <div ref={bar} className="gradient-bar">
        <div
          className="gradient-bar__track"
          style={{ background: track }}
          title="Click to add a stop"
          onPointerDown={(event) => {
            const offset = offsetAt(event);
            const before = paint.stops.filter((it) => it.offset <= offset);
            const color = (before.at(-1) ?? stop).color;
            setChosen(before.length);
            setStops([...before, { color, offset }, ...paint.stops.slice(before.length)]);
          }}
        />
        {paint.stops.map((it, index) => (
          <button
            key={index}
            type="button"
            className="gradient-bar__stop"
            aria-label={`Stop at ${Math.round(it.offset * 100)}%`}
            aria-pressed={index === at}
            style={{ left: `${it.offset * 100}%`, background: formatColor(it.color) }}
            onPointerDown={(event) => {
              setChosen(index);
              event.currentTarget.setPointerCapture(event.pointerId);
              gesture.begin();
            }}
            onLostPointerCapture={() => gesture.end()}
            onPointerMove={(event) => {
              if (event.currentTarget.hasPointerCapture(event.pointerId) && event.buttons === 1) {
                moveTo(offsetAt(event));
              }
            }}
            onKeyDown={(event) => {
              const step = { ArrowLeft: -0.01, ArrowRight: 0.01 }[event.key];
              if (step === undefined) return;
              event.preventDefault();
              moveTo(Math.min(1, Math.max(0, it.offset + step)));
            }}
          />
        ))}
      </div>
      <div className="with-action">
        <div className="pair">
          <NumberField
            label="Stop’s position"
            mark="%"
            value={Math.round(stop.offset * 100)}
            min={0}
            max={100}
            onChange={(percent) => moveTo(percent / 100)}
          />
          {paint.kind === 'linear' && (
            <NumberField
              label="Angle"
              mark="∠"
              value={paint.angle}
              unit="°"
              onChange={(angle) => onChange({ ...paint, angle: ((angle % 360) + 360) % 360 })}
            />
          )}
        </div>
        <IconButton
          icon={Minus}
          label="Remove stop"
          disabled={paint.stops.length <= 2}
          onClick={() => setStops(paint.stops.filter((_, index) => index !== at))}
        />
      </div>
      <ColorPicker key={at} color={stop.color} onChange={(color) => setStop({ color })} />
    </>
  );
}
