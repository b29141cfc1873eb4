import { Select } from '../../design-system/Select';
import { TextField } from '../../design-system/TextField';
import { PlainNumberField } from './PlainNumberField';
import { Section } from './Section';
import type { Fields } from './use-fields';

const CAPS = [
  { value: 'butt', label: 'Butt ends' },
  { value: 'round', label: 'Round ends' },
  { value: 'square', label: 'Square ends' },
];

const JOINS = [
  { value: 'miter', label: 'Miter corners' },
  { value: 'round', label: 'Round corners' },
  { value: 'bevel', label: 'Bevel corners' },
];

const EFFECTS = [
  { value: 'none', label: 'Scales with the shape' },
  { value: 'non-scaling-stroke', label: 'Keeps its width' },
];

/** How a path's line is drawn. */
export function StrokeSection({ fields }: { fields: Fields }) {
  if (!fields.has('stroke-width') || fields.value('stroke') === 'none') return null;
  const dashes = fields.value('stroke-dasharray') ?? 'none';
  return (
    <Section title="Stroke style">
      <div className="pair">
        <PlainNumberField fields={fields} name="stroke-width" label="Stroke width" mark="W" min={0} />
        {fields.value('stroke-linejoin') === 'miter' && (
          <PlainNumberField
            fields={fields}
            name="stroke-miterlimit"
            label="Miter limit"
            mark="M"
            min={1}
          />
        )}
      </div>
      <div className="pair">
        <Choice fields={fields} name="stroke-linecap" label="Line ends" options={CAPS} />
        <Choice fields={fields} name="stroke-linejoin" label="Line corners" options={JOINS} />
      </div>
      <div className="pair">
        <TextField
          label="Dashes and gaps"
          value={dashes === 'none' ? '' : dashes}
          mixed={fields.bind('stroke-dasharray').mixed}
          placeholder="Dashes, such as 4 2"
          testId="field-stroke-dasharray"
          onChange={(text) => fields.set({ 'stroke-dasharray': text.trim() || 'none' })}
        />
        {dashes !== 'none' && (
          <PlainNumberField
            fields={fields}
            name="stroke-dashoffset"
            label="Dash offset"
            mark="O"
          />
        )}
      </div>
      <Choice fields={fields} name="vector-effect" label="Stroke scaling" options={EFFECTS} />
    </Section>
  );
}

interface ChoiceProps {
  fields: Fields;
  name: string;
  label: string;
  options: { value: string; label: string }[];
}

function Choice({ fields, name, label, options }: ChoiceProps) {
  return (
    <Select
      label={label}
      value={fields.value(name)}
      options={options}
      {...fields.bind(name)}
      onChange={(value) => fields.set({ [name]: value })}
    />
  );
}
