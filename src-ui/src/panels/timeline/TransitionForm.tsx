import { Plus } from 'lucide-react';
import { useState } from 'react';

import { Button } from '../../design-system/Button';
import { IconButton } from '../../design-system/IconButton';
import { NumberField } from '../../design-system/NumberField';
import { Popover } from '../../design-system/Popover';
import { Select } from '../../design-system/Select';
import { TextField } from '../../design-system/TextField';
import type { MachineView } from '../../protocol/MachineView';
import { useSession } from '../../state/use-session';
import { EASINGS } from './time-scale';

const ANY = '*';

/** Adds a transition: from where to where, on what, for how long. */
export function TransitionForm({ machine }: { machine: MachineView }) {
  const session = useSession();
  const [first, second] = machine.states;
  const [chosenFrom, setFrom] = useState<string | undefined>(undefined);
  const [chosenTo, setTo] = useState<string | undefined>(undefined);
  // States come and go while the form isn't open.
  const from = chosenFrom ?? first ?? ANY;
  const to = chosenTo ?? second ?? first ?? '';
  const [on, setOn] = useState('press');
  const [when, setWhen] = useState('');
  const [durationMillis, setDuration] = useState(200);
  const [easing, setEasing] = useState('ease-out');
  const states = machine.states.map((name) => ({ value: name, label: name }));
  const add = (): void => {
    session.run('motion.add-transition', {
      id: machine.element,
      ...(from !== ANY && { from }),
      to,
      ...(on.trim() && { on: on.trim() }),
      ...(when.trim() && { when: when.trim() }),
      durationMillis,
      easing,
    });
  };
  return (
    <Popover
      title="Add a transition"
      side="bottom"
      trigger={<IconButton icon={Plus} label="Add a transition" small data-testid="add-transition" />}
    >
      <div className="timeline__form timeline__form--tall">
        <div className="pair">
          <Select
            label="From"
            value={from}
            options={[{ value: ANY, label: 'Any state' }, ...states]}
            onChange={setFrom}
          />
          <Select label="To" value={to} options={states} onChange={setTo} />
        </div>
        <TextField label="Trigger" value={on} placeholder="press, hover, after 2s" onChange={setOn} />
        <TextField label="Condition" value={when} placeholder="open == false" onChange={setWhen} />
        <div className="pair">
          <NumberField
            label="Duration"
            mark="T"
            value={durationMillis}
            min={0}
            step={10}
            trailing={<span className="field__suffix">ms</span>}
            onChange={setDuration}
          />
          <Select label="Easing" value={easing} options={EASINGS} onChange={setEasing} />
        </div>
        <Button look="primary" onClick={add}>
          Add
        </Button>
      </div>
    </Popover>
  );
}
