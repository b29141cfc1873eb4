import { Trash2 } from 'lucide-react';

import { IconButton } from '../../design-system/IconButton';
import { NumberField } from '../../design-system/NumberField';
import { Select } from '../../design-system/Select';
import { TextField } from '../../design-system/TextField';
import type { AnimationRow } from '../../protocol/AnimationRow';
import type { KeyframeMark } from '../../protocol/KeyframeMark';
import { useSession } from '../../state/use-session';
import type { ChosenKeyframe } from './AnimationEditor';
import { EasingCurve } from './EasingCurve';
import { EASINGS, propertyLabel, shareAt } from './time-scale';

interface Props {
  animation: AnimationRow;
  index: number;
  property: string;
  mark: KeyframeMark;
  onChoose: (keyframe: ChosenKeyframe | undefined) => void;
}

const OWN_EASING = { value: 'none', label: 'As the animation' };

/** The chosen keyframe: its value, its time, how it goes on from there. */
export function KeyframeFields({ animation, index, property, mark, onChoose }: Props) {
  const session = useSession();
  const keyframe = { animation: index, property, at: mark.at };
  const scrolls = animation.followsScrolling;
  const time = scrolls
    ? mark.at * 100
    : animation.delayMillis + mark.at * animation.durationMillis;
  const move = (next: number): void => {
    const to = scrolls ? Math.min(1, Math.max(0, next / 100)) : shareAt(animation, next);
    session.run('motion.move-keyframe', { ...keyframe, to });
    onChoose({ property, at: to });
  };
  return (
    <div className="timeline__fields" data-testid="keyframe-fields">
      <header className="section__head">
        <h2 className="section__title">{propertyLabel(property)} keyframe</h2>
        <IconButton
          icon={Trash2}
          label="Remove the keyframe"
          small
          onClick={() => {
            session.run('motion.remove-keyframe', keyframe);
            onChoose(undefined);
          }}
        />
      </header>
      <TextField
        label="Value"
        value={mark.value}
        testId="keyframe-value"
        onChange={(value) => session.run('motion.set-keyframe', { ...keyframe, value })}
      />
      <NumberField
        label={scrolls ? 'Place on the way' : 'Time'}
        mark="T"
        value={time}
        min={0}
        step={scrolls ? 1 : 10}
        trailing={<span className="field__suffix">{scrolls ? '%' : 'ms'}</span>}
        testId="keyframe-time"
        onChange={move}
      />
      <Select
        label="Easing to the next keyframe"
        value={mark.easing ?? OWN_EASING.value}
        options={[OWN_EASING, ...EASINGS]}
        testId="keyframe-easing"
        onChange={(easing) => session.run('motion.set-keyframe', { ...keyframe, easing })}
      />
      <EasingCurve easing={mark.easing ?? animation.easing} />
    </div>
  );
}
