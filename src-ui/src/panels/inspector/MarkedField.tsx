import type { ReactNode } from 'react';

import { TextField } from '../../design-system/TextField';
import type { Fields } from './use-fields';

interface Props {
  fields: Fields;
  name: string;
  label: string;
  mark: ReactNode;
  placeholder?: string;
}

/** A property as CSS writes it: tracks, lines, ratios. Cleared, it is unset. */
export function MarkedField({ fields, name, label, mark, placeholder }: Props) {
  const value = fields.value(name) ?? '';
  const isPlain = value === 'auto' || value === 'none' || (name === 'order' && value === '0');
  return (
    <TextField
      label={label}
      mark={mark}
      value={isPlain ? '' : value}
      placeholder={placeholder ?? value}
      {...fields.bind(name)}
      testId={`field-${name}`}
      onChange={(text) => fields.set({ [name]: text.trim() === '' ? null : text })}
    />
  );
}
