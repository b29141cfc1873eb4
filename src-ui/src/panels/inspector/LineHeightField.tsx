import { UnfoldVertical } from 'lucide-react';

import { Icon } from '../../design-system/Icon';
import { NumberField } from '../../design-system/NumberField';
import { formatNumber, parseCssNumber } from '../../state/css-number';
import type { Fields } from './use-fields';

/** A multiple of the font size, a length in px, or `normal`. */
export function LineHeightField({ fields }: { fields: Fields }) {
  const binding = fields.bind('line-height');
  const css = binding.mixed ? undefined : fields.value('line-height');
  const height = parseCssNumber(css);
  const unit = height?.unit === 'px' ? 'px' : '';
  return (
    <NumberField
      label="Line height"
      mark={<Icon of={UnfoldVertical} size={14} />}
      value={height?.number}
      unit={unit}
      {...binding}
      min={0}
      step={unit === 'px' ? 1 : 0.1}
      words={['normal']}
      placeholder={css === 'normal' ? 'Normal' : ''}
      onChange={(number, typed) => fields.set({ 'line-height': `${formatNumber(number)}${typed || unit}` })}
      onWord={(word) => fields.set({ 'line-height': word })}
      testId="field-line-height"
    />
  );
}
