import { ChartNoAxesGantt } from 'lucide-react';

import { IconButton } from '../../design-system/IconButton';
import { Select } from '../../design-system/Select';
import { TextField } from '../../design-system/TextField';
import { useSession, useTimeline } from '../../state/use-session';
import { Section } from './Section';
import type { Fields } from './use-fields';

const TEXTS = [
  { name: 'animations', label: 'Animations', hint: 'enter 600ms { from { opacity: 0 } }' },
  { name: 'state-machine', label: 'State machine', hint: 'state closed { } state open { … }' },
  { name: 'body', label: 'Body', hint: 'dynamic rounded restitution(0.5)' },
  { name: 'emitter', label: 'Emitter', hint: 'rate(40) lifetime(800ms)' },
];

/** What moves: presets to start from, and each property in its own words. */
export function MotionSection({ fields }: { fields: Fields }) {
  const session = useSession();
  const { open } = useTimeline();
  if (!fields.has('animations')) return null;
  return (
    <Section
      title="Motion"
      actions={
        <IconButton
          icon={ChartNoAxesGantt}
          label={open ? 'Hide the timeline' : 'Show the timeline'}
          shortcut="Shift+T"
          pressed={open}
          data-testid="open-timeline"
          onClick={() => session.run('view.timeline')}
        />
      }
    >
      <Select
        label="Add an animation"
        value={undefined}
        placeholder="Add an animation…"
        testId="add-animation"
        options={session.motionPresets.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(preset) =>
          session.run('motion.add-animation', { ids: fields.state.ids, preset })
        }
      />
      {TEXTS.map(({ name, label, hint }) => {
        const value = fields.value(name) ?? '';
        const binding = fields.bind(name);
        return (
          <TextField
            key={name}
            label={label}
            multiline
            value={value === 'none' ? '' : value}
            mixed={binding.mixed}
            placeholder={`${label}: ${hint}`}
            testId={`field-${name}`}
            onChange={(text) => fields.set({ [name]: text.trim() === '' ? null : text })}
          />
        );
      })}
    </Section>
  );
}
