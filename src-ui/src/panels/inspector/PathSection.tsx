import { Select } from '../../design-system/Select';
import { Section } from './Section';
import type { Fields } from './use-fields';

const OPERATIONS = [
  { value: 'union', label: 'Union' },
  { value: 'subtract', label: 'Subtract' },
  { value: 'intersect', label: 'Intersect' },
  { value: 'exclude', label: 'Exclude' },
];

const RULES = [
  { value: 'nonzero', label: 'Fill overlaps' },
  { value: 'evenodd', label: 'Cut overlaps out' },
];

/** What of a path is inside: a boolean's operation, a vector's fill rule. */
export function PathSection({ fields }: { fields: Fields }) {
  if (!fields.has('boolean-operation') && !fields.has('fill-rule')) return null;
  return (
    <Section title="Path">
      {fields.has('boolean-operation') && (
        <Select
          label="Operation"
          value={fields.value('boolean-operation')}
          options={OPERATIONS}
          {...fields.bind('boolean-operation')}
          onChange={(value) => fields.set({ 'boolean-operation': value })}
        />
      )}
      {fields.has('fill-rule') && (
        <Select
          label="Fill rule"
          value={fields.value('fill-rule')}
          options={RULES}
          {...fields.bind('fill-rule')}
          onChange={(value) => fields.set({ 'fill-rule': value })}
        />
      )}
    </Section>
  );
}
