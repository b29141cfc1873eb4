import type { ReactNode } from 'react';

import { NumberField } from '../../design-system/NumberField';
import { formatNumber, parseCssNumber } from '../../state/css-number';
import { TokenChip, TokenPicker } from './TokenChip';
import type { Fields } from './use-fields';

interface Props {
  fields: Fields;
  /** One property, or several that are set together. */
  names: readonly string[];
  label: string;
  mark: ReactNode;
  min?: number;
  /** Words such as `auto` that stand for no length; the first one shows as “Auto”. */
  words?: readonly string[];
  trailing?: ReactNode;
}

const LENGTHS = ['dimension'];

/** A CSS length of the selection: px, per cent or a word. */
export function LengthField({ fields, names, label, mark, min, words, trailing }: Props) {
  const first = names[0] ?? '';
  const binding = fields.bind(...names);
  const css = binding.mixed ? undefined : fields.value(first);
  const length = parseCssNumber(css);
  const unit = length?.unit === '%' ? '%' : 'px';
  const setAll = (value: string): void =>
    fields.set(Object.fromEntries(names.map((name) => [name, value])));
  const word = css !== undefined && !length ? css : undefined;
  const token = fields.token(first);
  if (token && !binding.mixed) {
    return <TokenChip fields={fields} names={names} kinds={LENGTHS} label={label} mark={mark} token={token} />;
  }
  return (
    <NumberField
      label={label}
      mark={mark}
      value={length?.number}
      unit={length?.unit === '%' ? '%' : ''}
      {...binding}
      {...(min !== undefined && { min })}
      {...(words && { words })}
      placeholder={word === undefined ? '' : word.charAt(0).toUpperCase() + word.slice(1)}
      onChange={(number, typed) => setAll(`${formatNumber(number)}${typed || unit}`)}
      onWord={setAll}
      trailing={
        trailing ?? <TokenPicker fields={fields} names={names} kinds={LENGTHS} label={label} />
      }
      testId={`field-${names.length === 1 ? first : names.join('+')}`}
    />
  );
}
