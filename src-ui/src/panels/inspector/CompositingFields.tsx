import { Select } from '../../design-system/Select';
import { CssField } from './CssField';
import type { Fields } from './use-fields';

const BLEND_MODES = [
  'normal', 'multiply', 'screen', 'overlay', 'darken', 'lighten', 'color-dodge', 'color-burn',
  'hard-light', 'soft-light', 'difference', 'exclusion', 'hue', 'saturation', 'color', 'luminosity',
].map((value) => ({
  value,
  label: value.charAt(0).toUpperCase() + value.slice(1).replace('-', ' '),
}));

const ISOLATIONS = [
  { value: 'auto', label: 'Blend with what lies behind' },
  { value: 'isolate', label: 'Isolate' },
];

/** What is done to an element's picture as a whole: filters, blending, masks and clips. */
export function CompositingFields({ fields }: { fields: Fields }) {
  return (
    <>
      <CssField fields={fields} name="filter" label="Filter" placeholder="blur(4px) saturate(1.2)" />
      <CssField fields={fields} name="backdrop-filter" label="Backdrop filter" placeholder="blur(12px)" />
      <Select
        label="Blend mode"
        value={fields.value('mix-blend-mode')}
        options={BLEND_MODES}
        {...fields.bind('mix-blend-mode')}
        testId="field-mix-blend-mode"
        onChange={(mode) => fields.set({ 'mix-blend-mode': mode })}
      />
      <Select
        label="Blending of what is inside"
        value={fields.value('isolation')}
        options={ISOLATIONS}
        {...fields.bind('isolation')}
        onChange={(isolation) => fields.set({ isolation })}
      />
      <CssField fields={fields} name="mask-image" label="Mask" placeholder="linear-gradient(#000, #0000)" />
      <CssField fields={fields} name="clip-path" label="Clip" placeholder="circle(50%)" />
    </>
  );
}
