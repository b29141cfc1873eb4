import { Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';

import { IconButton } from '../../design-system/IconButton';
import { Select } from '../../design-system/Select';
import type { AnimationRow } from '../../protocol/AnimationRow';
import { useSession, useTimeline } from '../../state/use-session';
import { AddAnimation } from './AddAnimation';
import { KeyframeFields } from './KeyframeFields';
import { samePlace, triggerLabel } from './time-scale';
import { TimingFields } from './TimingFields';
import { Tracks } from './Tracks';
import { Transport } from './Transport';

/** A keyframe of a property, by its place. */
export interface ChosenKeyframe {
  property: string;
  at: number;
}

interface Props {
  title: ReactNode;
  end: ReactNode;
  animation: AnimationRow;
  index: number;
  count: number;
  onChoose: (index: number) => void;
}

/** One animation: its properties over time, its settings, and those of the chosen keyframe. */
export function AnimationEditor({ title, end, animation, index, count, onChoose }: Props) {
  const session = useSession();
  const { animations } = useTimeline();
  const [chosen, choose] = useState<ChosenKeyframe | undefined>(undefined);
  const track = animation.tracks.find((it) => it.property === chosen?.property);
  const mark = chosen && track?.keyframes.find((it) => samePlace(it.at, chosen.at));
  return (
    <>
      <header className="timeline__head">
        {title}
        <div className="timeline__which">
          <Select
            label="Animation"
            value={String(index)}
            options={animations.map((it, at) => ({ value: String(at), label: animationLabel(it) }))}
            testId="timeline-animation"
            onChange={(next) => onChoose(Number(next))}
          />
        </div>
        <AddAnimation small onAdded={() => onChoose(count)} />
        <IconButton
          icon={Trash2}
          label="Remove this animation"
          small
          side="top"
          data-testid="remove-animation"
          onClick={() => {
            session.run('motion.remove-animation', { animation: index });
            onChoose(Math.max(0, index - 1));
          }}
        />
        <span className="timeline__space" />
        <Transport animation={animation} index={index} />
        <span className="timeline__space" />
        {end}
      </header>
      <div className="timeline__body">
        <Tracks animation={animation} index={index} chosen={chosen} onChoose={choose} />
        <div className="timeline__side scroll">
          {chosen && mark ? (
            <KeyframeFields
              key={`${chosen.property} ${mark.at}`}
              animation={animation}
              index={index}
              property={chosen.property}
              mark={mark}
              onChoose={choose}
            />
          ) : (
            <TimingFields animation={animation} index={index} />
          )}
        </div>
      </div>
    </>
  );
}

function animationLabel(animation: AnimationRow): string {
  const properties = animation.tracks.map((it) => it.property).join(', ');
  return `${triggerLabel(animation.trigger)}: ${properties}`;
}
