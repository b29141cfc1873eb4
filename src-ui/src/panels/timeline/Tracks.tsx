import { Plus } from 'lucide-react';
import type { KeyboardEvent, PointerEvent } from 'react';

import { IconButton } from '../../design-system/IconButton';
import { DropdownMenu } from '../../design-system/Menu';
import type { AnimationRow } from '../../protocol/AnimationRow';
import { usePlayback, useSession, useTimeline } from '../../state/use-session';
import type { ChosenKeyframe } from './AnimationEditor';
import { TrackLane } from './TrackLane';
import { momentText, placeOf, propertyLabel, rulerMillis, shareAt, ticks } from './time-scale';
import { useRuler, type Ruler } from './use-ruler';

interface Props {
  animation: AnimationRow;
  index: number;
  chosen: ChosenKeyframe | undefined;
  onChoose: (keyframe: ChosenKeyframe | undefined) => void;
}

/** The ruler, and one row a property with its keyframes. */
export function Tracks({ animation, index, chosen, onChoose }: Props) {
  const session = useSession();
  const ruler = useRuler(animation);
  const { properties } = useTimeline();
  // In an order that no keyframe decides: rows must not change places under a dragged one.
  const tracks = [...animation.tracks].sort(
    (a, b) => properties.indexOf(a.property) - properties.indexOf(b.property),
  );
  const add = (property: string): void => {
    const { playhead } = session.playback.value;
    const millis = playhead?.animation === index ? playhead.millis : animation.delayMillis;
    const at = shareAt(animation, millis);
    if (session.run('motion.add-keyframe', { animation: index, property, at })) {
      onChoose({ property, at });
    }
  };
  return (
    <div className="tracks scroll">
      <div className="tracks__corner">
        Properties
        <AddProperty animation={animation} onAdd={add} />
      </div>
      <RulerBar animation={animation} index={index} ruler={ruler} />
      {tracks.map((track) => (
        <div className="tracks__row" key={track.property} data-testid="track">
          <div className="tracks__name">
            <span className="row__name">{propertyLabel(track.property)}</span>
            <IconButton
              icon={Plus}
              label={`Add a keyframe of ${track.property} at the playhead`}
              small
              className="tracks__add"
              data-testid={`add-keyframe-${track.property}`}
              onClick={() => add(track.property)}
            />
          </div>
          <div className="tracks__lane">
            <div className="tracks__area">
              <TrackLane
                animation={animation}
                index={index}
                track={track}
                ruler={ruler}
                chosen={chosen?.property === track.property ? chosen.at : undefined}
                onChoose={onChoose}
              />
            </div>
          </div>
        </div>
      ))}
      <div className="tracks__over">
        <div className="tracks__area">
          {animation.delayMillis > 0 && (
            <span
              className="tracks__delay"
              style={{ width: `${placeOf(animation, 0) * 100}%` }}
              title="Delay"
            />
          )}
          <PlayheadLine animation={animation} index={index} />
        </div>
      </div>
    </div>
  );
}

interface AddProps {
  animation: AnimationRow;
  onAdd: (property: string) => void;
}

/** What isn't moved yet, to be moved from now on. */
function AddProperty({ animation, onAdd }: AddProps) {
  const { properties } = useTimeline();
  const free = properties.filter((it) => animation.tracks.every((row) => row.property !== it));
  return (
    <DropdownMenu
      entries={free.map((name) => ({
        label: propertyLabel(name),
        testId: `property-${name}`,
        run: () => onAdd(name),
      }))}
    >
      <IconButton icon={Plus} label="Animate another property" small data-testid="add-property" />
    </DropdownMenu>
  );
}

interface RulerProps {
  animation: AnimationRow;
  index: number;
  ruler: Ruler;
}

/** Pressed and dragged, it puts the playhead there. */
function RulerBar({ animation, index, ruler }: RulerProps) {
  const session = useSession();
  const seek = (event: PointerEvent): void => session.seek(index, ruler.millisAt(event.clientX));
  return (
    <div
      className="tracks__ruler"
      data-testid="timeline-ruler"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        seek(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(event);
      }}
    >
      <div className="tracks__area" ref={ruler.area}>
        {ticks(animation).map((tick) => (
          <span key={tick.label} className="tracks__tick" style={{ left: `${tick.place * 100}%` }}>
            {tick.label}
          </span>
        ))}
        <PlayheadKnob animation={animation} index={index} />
      </div>
    </div>
  );
}

/** The playhead's place on the ruler; 0 while the canvas shows no moment. */
function usePlayheadPlace(animation: AnimationRow, index: number): number {
  const millis = usePlayback(({ playhead }) =>
    playhead?.animation === index ? playhead.millis : 0,
  );
  return Math.min(1, millis / rulerMillis(animation));
}

function PlayheadLine({ animation, index }: { animation: AnimationRow; index: number }) {
  const place = usePlayheadPlace(animation, index);
  return <span className="playhead__line" style={{ left: `${place * 100}%` }} />;
}

function PlayheadKnob({ animation, index }: { animation: AnimationRow; index: number }) {
  const session = useSession();
  const length = rulerMillis(animation);
  const millis = usePlayheadPlace(animation, index) * length;
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = (length / 100) * (event.shiftKey ? 10 : 1);
    const next = {
      ArrowLeft: millis - step,
      ArrowRight: millis + step,
      ArrowDown: millis - step,
      ArrowUp: millis + step,
      Home: 0,
      End: length,
    }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      session.seek(index, Math.min(length, Math.max(0, next)));
    } else if (event.key === 'Escape') {
      event.preventDefault();
      session.letGo();
    }
  };
  return (
    <span
      className="playhead__knob"
      style={{ left: `${(millis / length) * 100}%` }}
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-valuemin={0}
      aria-valuemax={Math.round(length)}
      aria-valuenow={Math.round(millis)}
      aria-valuetext={momentText(animation, millis)}
      data-testid="playhead"
      onKeyDown={onKeyDown}
    />
  );
}
