import { useRef, type KeyboardEvent, type PointerEvent } from 'react';

import { useGesture } from '../../design-system/gesture';
import type { AnimationRow } from '../../protocol/AnimationRow';
import type { KeyframeMark } from '../../protocol/KeyframeMark';
import type { TrackRow } from '../../protocol/TrackRow';
import { useSession } from '../../state/use-session';
import type { ChosenKeyframe } from './AnimationEditor';
import { dropShare, momentText, placeOf, roundShare, samePlace } from './time-scale';
import type { Ruler } from './use-ruler';

/** A drag shorter than this is a click. */
const THRESHOLD_PX = 2;
/** The playhead draws dragged keyframes to it from this far. */
const SNAP_PX = 5;

interface Props {
  animation: AnimationRow;
  index: number;
  track: TrackRow;
  ruler: Ruler;
  /** Where the chosen keyframe stands. */
  chosen: number | undefined;
  onChoose: (keyframe: ChosenKeyframe | undefined) => void;
}

/** The keyframes of one property as diamonds, which are dragged in time. */
export function TrackLane(props: Props) {
  const { animation, index, track, chosen, onChoose } = props;
  const session = useSession();
  const { property, keyframes } = track;
  const first = keyframes[0]?.at ?? 0;
  const last = keyframes.at(-1)?.at ?? 1;
  // Where no keyframe says something, the element's own value holds.
  const implied = [0, 1].filter((at) => !keyframes.some((it) => samePlace(it.at, at)));
  const from = implied.includes(0) ? 0 : first;
  const to = implied.includes(1) ? 1 : last;
  return (
    <>
      <span
        className="lane__span"
        style={{
          left: `${placeOf(animation, from) * 100}%`,
          width: `${(placeOf(animation, to) - placeOf(animation, from)) * 100}%`,
        }}
      />
      {implied.map((at) => (
        <button
          key={at}
          type="button"
          className="keyframe keyframe--implied"
          style={{ left: `${placeOf(animation, at) * 100}%` }}
          aria-label={`Set ${property} at the ${at === 0 ? 'start' : 'end'}`}
          title={`The element’s own ${property}. Press to set another.`}
          onClick={() => {
            session.run('motion.add-keyframe', { animation: index, property, at });
            onChoose({ property, at });
          }}
        />
      ))}
      {keyframes.map((mark, at) => (
        <Diamond
          {...props}
          key={at}
          mark={mark}
          isChosen={chosen !== undefined && samePlace(mark.at, chosen)}
        />
      ))}
    </>
  );
}

interface Drag {
  x: number;
  from: number;
  at: number;
  moved: boolean;
}

function Diamond({
  animation,
  index,
  track,
  ruler,
  mark,
  isChosen,
  onChoose,
}: Props & { mark: KeyframeMark; isChosen: boolean }) {
  const session = useSession();
  const gesture = useGesture();
  const drag = useRef<Drag | undefined>(undefined);
  const { property } = track;
  const millis = animation.delayMillis + mark.at * animation.durationMillis;

  const moveTo = (from: number, to: number): void => {
    if (samePlace(from, to)) return;
    session.run('motion.move-keyframe', { animation: index, property, at: from, to });
    onChoose({ property, at: to });
  };
  const end = (): void => {
    if (drag.current?.moved) gesture.end();
    drag.current = undefined;
  };
  const onPointerMove = (event: PointerEvent): void => {
    const it = drag.current;
    if (!it || (!it.moved && Math.abs(event.clientX - it.x) < THRESHOLD_PX)) return;
    if (!it.moved) gesture.begin();
    it.moved = true;
    const { playhead } = session.playback.value;
    const to = dropShare(
      animation,
      track,
      it.at,
      ruler.millisAt(event.clientX),
      playhead?.animation === index ? playhead.millis : undefined,
      ruler.millisOfPx(SNAP_PX),
    );
    if (to === undefined) return;
    moveTo(it.at, to);
    it.at = to;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const sign = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (sign !== undefined) {
      event.preventDefault();
      let to = mark.at;
      // One that stands in the way is passed over.
      do to = roundShare(to + (sign * (event.shiftKey ? 10 : 1)) / 100);
      while (track.keyframes.some((it) => it !== mark && samePlace(it.at, to)));
      if (to >= 0 && to <= 1) moveTo(mark.at, to);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      session.run('motion.remove-keyframe', { animation: index, property, at: mark.at });
      onChoose(undefined);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      session.seek(index, millis);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      onChoose(undefined);
    }
  };
  return (
    <span
      className={`keyframe${isChosen ? ' keyframe--chosen' : ''}`}
      style={{ left: `${placeOf(animation, mark.at) * 100}%` }}
      role="slider"
      tabIndex={0}
      aria-label={`Keyframe of ${property}`}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(mark.at * 10_000) / 100}
      aria-valuetext={`${mark.value} at ${momentText(animation, millis)}`}
      title={`${mark.value} at ${momentText(animation, millis)}`}
      data-testid={`keyframe-${property}`}
      onFocus={() => onChoose({ property, at: mark.at })}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus({ preventScroll: true });
        drag.current = { x: event.clientX, from: mark.at, at: mark.at, moved: false };
      }}
      onPointerMove={onPointerMove}
      onPointerUp={end}
      onPointerCancel={() => {
        const it = drag.current;
        if (it?.moved) moveTo(it.at, it.from);
        end();
      }}
      onDoubleClick={() => session.seek(index, millis)}
      onKeyDown={onKeyDown}
    />
  );
}
