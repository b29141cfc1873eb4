import { ArrowRight, Play, Plus, Square, X, Zap } from 'lucide-react';
import { useState, type ReactNode } from 'react';

import { Button } from '../../design-system/Button';
import { EmptyState } from '../../design-system/EmptyState';
import { Icon } from '../../design-system/Icon';
import { IconButton } from '../../design-system/IconButton';
import { Popover } from '../../design-system/Popover';
import { TextField } from '../../design-system/TextField';
import type { MachineView } from '../../protocol/MachineView';
import { useStore } from '../../state/store';
import { usePlayback, useSession } from '../../state/use-session';
import { TransitionForm } from './TransitionForm';

interface Props {
  title: ReactNode;
  end: ReactNode;
  /** The selected element. */
  element: string;
  machine: MachineView | undefined;
}

/** A state machine: its states, what leads from one to another, its variables. */
export function MachineEditor({ title, end, element, machine }: Props) {
  const session = useSession();
  const playing = useStore(session.playing);
  return (
    <>
      <header className="timeline__head">
        {title}
        {machine && machine.element !== element && (
          <span className="timeline__soft">Machine of “{machine.name}”</span>
        )}
        <span className="timeline__space" />
        {machine && (
          <Button
            data-testid="play-machine"
            onClick={() => (playing ? session.stop() : session.play())}
          >
            <Icon of={playing ? Square : Play} size={14} />
            {playing ? 'Stop' : 'Play the page'}
          </Button>
        )}
        {end}
      </header>
      {machine ? (
        <div className="machine">
          <States machine={machine} />
          <Transitions machine={machine} />
          <Variables machine={machine} />
        </div>
      ) : (
        <EmptyState
          action={
            <Button
              data-testid="add-machine"
              onClick={() => session.run('motion.add-state', { id: element, name: 'default' })}
            >
              Add a state machine
            </Button>
          }
        >
          No states here. A state machine lets an element answer presses, hovers and variables.
        </EmptyState>
      )}
    </>
  );
}

function States({ machine }: { machine: MachineView }) {
  const session = useSession();
  const current = usePlayback((it) => it.machineState);
  const id = machine.element;
  return (
    <section className="machine__part scroll" aria-label="States">
      <header className="section__head">
        <h2 className="section__title">States</h2>
        <AddByName
          title="Add a state"
          hint="open"
          testId="add-state"
          onAdd={(name) => session.run('motion.add-state', { id, ...(name && { name }) })}
        />
      </header>
      <ul className="machine__states">
        {machine.states.map((name, index) => (
          <li
            key={name}
            className={`state-chip${name === current ? ' state-chip--current' : ''}`}
            aria-current={name === current || undefined}
            data-testid="state-chip"
          >
            <span>{name}</span>
            {index === 0 && <span className="timeline__soft">start</span>}
            <IconButton
              icon={X}
              label={`Remove the state ${name}`}
              small
              onClick={() => session.run('motion.remove-state', { id, name })}
            />
          </li>
        ))}
      </ul>
      {machine.triggers.length > 0 && <Triggers triggers={machine.triggers} />}
    </section>
  );
}

/** Fires what transitions wait for, while the page plays. */
function Triggers({ triggers }: { triggers: readonly string[] }) {
  const session = useSession();
  const playing = useStore(session.playing);
  return (
    <div className="machine__triggers" role="group" aria-label="Triggers">
      {triggers.map((trigger) => (
        <Button
          key={trigger}
          disabled={!playing}
          title={playing ? `Fire ${trigger}` : 'Play the page to fire it'}
          data-testid={`fire-${trigger}`}
          onClick={() => session.fire(trigger)}
        >
          <Icon of={Zap} size={12} />
          {trigger}
        </Button>
      ))}
    </div>
  );
}

function Transitions({ machine }: { machine: MachineView }) {
  const session = useSession();
  const id = machine.element;
  return (
    <section className="machine__part machine__part--wide scroll" aria-label="Transitions">
      <header className="section__head">
        <h2 className="section__title">Transitions</h2>
        <TransitionForm machine={machine} />
      </header>
      {machine.transitions.length === 0 && (
        <p className="timeline__soft">Add one to lead from state to state.</p>
      )}
      <ul>
        {machine.transitions.map((it, index) => (
          <li key={index} className="transition" data-testid="transition">
            <span className="transition__way">
              {it.from ?? 'any'}
              <Icon of={ArrowRight} size={12} />
              {it.to}
            </span>
            <span className="transition__on">{it.on || 'at once'}</span>
            <span className="transition__when timeline__soft" title={it.when}>
              {it.when}
            </span>
            <span className="transition__time timeline__soft" title={it.easing}>
              {it.durationMillis > 0 ? `${Math.round(it.durationMillis)} ms` : 'instant'}
            </span>
            <IconButton
              icon={X}
              label={`Remove the transition to ${it.to}`}
              small
              onClick={() => session.run('motion.remove-transition', { id, transition: index })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Variables({ machine }: { machine: MachineView }) {
  const session = useSession();
  const playing = useStore(session.playing);
  const id = machine.element;
  return (
    <section className="machine__part scroll" aria-label="Variables">
      <header className="section__head">
        <h2 className="section__title">Variables</h2>
        <AddByName
          title="Add a variable"
          hint="open"
          required
          testId="add-variable"
          onAdd={(name) => session.run('motion.add-variable', { id, name })}
        />
      </header>
      {machine.variables.map(({ name, initial }) => (
        <div key={name} className="variable" data-testid="variable">
          <span className="row__name">{name}</span>
          {playing ? <LiveValue name={name} /> : <span className="timeline__soft">{initial}</span>}
          <IconButton
            icon={X}
            label={`Remove the variable ${name}`}
            small
            onClick={() => session.run('motion.remove-variable', { id, name })}
          />
        </div>
      ))}
    </section>
  );
}

/** A variable's value while the page plays. */
function LiveValue({ name }: { name: string }) {
  const session = useSession();
  const value = usePlayback((it) => it.variables[name] ?? '');
  if (value === 'true' || value === 'false') {
    return (
      <Button
        look="quiet"
        aria-label={name}
        aria-pressed={value === 'true'}
        onClick={() => session.setVariable(name, value === 'true' ? 'false' : 'true')}
      >
        {value}
      </Button>
    );
  }
  return (
    <TextField label={name} value={value} onChange={(next) => session.setVariable(name, next)} />
  );
}

interface AddByNameProps {
  title: string;
  hint: string;
  /** Whether nothing can be added without a name. */
  required?: boolean;
  testId: string;
  onAdd: (name: string) => void;
}

function AddByName({ title, hint, required, testId, onAdd }: AddByNameProps) {
  const [name, setName] = useState('');
  const ready = name.trim() !== '' || !required;
  return (
    <Popover
      title={title}
      side="bottom"
      trigger={<IconButton icon={Plus} label={title} small data-testid={testId} />}
    >
      <form
        className="timeline__form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onAdd(name.trim());
          setName('');
        }}
      >
        <div className="field">
          <input
            aria-label="Name"
            placeholder={hint}
            value={name}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <Button type="submit" look="primary" disabled={!ready}>
          Add
        </Button>
      </form>
    </Popover>
  );
}
