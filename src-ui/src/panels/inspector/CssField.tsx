import { TextField } from '../../design-system/TextField';
import type { Fields } from './use-fields';

interface Props {
  fields: Fields;
  name: string;
  label: string;
  /** What the property has where nothing is set; shown as an empty field. */
  initial?: string;
  placeholder: string;
}

/** A property that is typed as CSS. */
export function CssField({ fields, name, label, initial = 'none', placeholder }: Props) {
  if (!fields.has(name)) return null;
  const value = fields.value(name) ?? '';
  return (
    <label className="css-field">
      <span className="css-field__label">{label}</span>
      <TextField
        label={label}
        value={value === initial ? '' : value}
        placeholder={placeholder}
        {...fields.bind(name)}
        testId={`field-${name}`}
        onChange={(text) => fields.set({ [name]: text.trim() || null })}
      />
    </label>
  );
}
