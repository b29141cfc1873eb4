import type { ReactNode } from 'react';

import { NumberField } from '../../design-system/NumberField';
import { parseCssNumber } from '../../state/css-number';
import { TokenChip, TokenPicker } from './TokenChip';
import type { Fields } from './use-fields';

interface Props {
  fields: Fields;
  name: string;
  label: string;
  mark: ReactNode;
  min?: number;
  max?: number;
  step?: number;
  /** Shown per unit of the value: 100 with `%` for an opacity. */
  scale?: number;
  unit?: string;
}

const NUMBERS = ['number'];

/** A number without a unit. */
export function PlainNumberField({ fields, name, scale = 1, ...rest }: Props) {
  const number = parseCssNumber(fields.value(name))?.number;
  const choice = { fields, names: [name], kinds: NUMBERS, label: rest.label };
  const token = fields.token(name);
  if (token) return <TokenChip {...choice} mark={rest.mark} token={token} />;
  return (
    <NumberField
      {...rest}
      value={number === undefined ? undefined : number * scale}
      {...fields.bind(name)}
      testId={`field-${name}`}
      trailing={<TokenPicker {...choice} />}
      onChange={(shown) => fields.set({ [name]: String(Math.round((shown / scale) * 1e4) / 1e4) })}
    />
  );
}
