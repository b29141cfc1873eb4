import { Clock, Hourglass, MousePointerClick, Repeat, Spline } from 'lucide-react';

import { Icon } from '../../design-system/Icon';
import { NumberField } from '../../design-system/NumberField';
import { Select } from '../../design-system/Select';
import type { AnimationRow } from '../../protocol/AnimationRow';
import { useSession } from '../../state/use-session';
import { EasingCurve } from './EasingCurve';
import { EASINGS, TRIGGERS } from './time-scale';

interface Props {
  animation: AnimationRow;
  index: number;
}

const REPEATS = [
  { value: '1', label: 'Once' },
  { value: '2', label: 'Twice' },
  { value: '3', label: 'Three times' },
  { value: 'infinite', label: 'For ever' },
];

const DIRECTIONS = [
  { value: 'normal', label: 'Forwards' },
  { value: 'reverse', label: 'Backwards' },
  { value: 'alternate', label: 'Forth and back' },
  { value: 'alternate-reverse', label: 'Back and forth' },
];

/** When an animation runs, and how. */
export function TimingFields({ animation, index }: Props) {
  const session = useSession();
  const set = (timing: object): void => {
    session.run('motion.set-timing', { animation: index, ...timing });
  };
  const millis = <span className="field__suffix">ms</span>;
  return (
    <div className="timeline__fields" data-testid="timing-fields">
      <header className="section__head">
        <h2 className="section__title">Animation</h2>
      </header>
      <Select
        label="Trigger"
        mark={<Icon of={MousePointerClick} size={14} />}
        value={animation.trigger}
        options={TRIGGERS}
        testId="timing-trigger"
        onChange={(trigger) => set({ trigger })}
      />
      {!animation.followsScrolling && (
        <div className="pair">
          <NumberField
            label="Duration"
            mark={<Icon of={Clock} size={14} />}
            value={animation.durationMillis}
            soft={!animation.ownDuration}
            min={0}
            step={10}
            trailing={millis}
            testId="timing-duration"
            onChange={(durationMillis) => set({ durationMillis })}
          />
          <NumberField
            label="Delay"
            mark={<Icon of={Hourglass} size={14} />}
            value={animation.delayMillis}
            min={0}
            step={10}
            trailing={millis}
            testId="timing-delay"
            onChange={(delayMillis) => set({ delayMillis })}
          />
        </div>
      )}
      {!animation.followsScrolling && (
        <div className="pair">
          <Select
            label="How often"
            mark={<Icon of={Repeat} size={14} />}
            value={animation.iterations}
            options={REPEATS}
            testId="timing-iterations"
            onChange={(iterations) => set({ iterations })}
          />
          <Select
            label="Direction"
            value={animation.direction}
            options={DIRECTIONS}
            onChange={(direction) => set({ direction })}
          />
        </div>
      )}
      <Select
        label="Easing"
        mark={<Icon of={Spline} size={14} />}
        value={animation.easing}
        options={EASINGS}
        testId="timing-easing"
        onChange={(easing) => set({ easing })}
      />
      <EasingCurve easing={animation.easing} />
    </div>
  );
}
