import { Select } from '../../design-system/Select';
import { TextField } from '../../design-system/TextField';
import { MOTION_PRESETS, withAnimation } from './motion-presets';
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
  if (!fields.has('animations')) return null;
  const animations = fields.value('animations') ?? 'none';
  return (
    <Section title="Motion">
      <Select
        label="Add an animation"
        value={undefined}
        placeholder="Add an animation…"
        testId="add-animation"
        options={MOTION_PRESETS}
        onChange={(chosen) => {
          const preset = MOTION_PRESETS.find((it) => it.value === chosen);
          if (preset) fields.set({ animations: withAnimation(animations, preset.animation) });
        }}
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
