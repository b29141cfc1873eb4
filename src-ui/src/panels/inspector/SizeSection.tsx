import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';

import { Icon } from '../../design-system/Icon';
import { IconButton } from '../../design-system/IconButton';
import { Select } from '../../design-system/Select';
import { MarkedField } from './MarkedField';
import { LengthField } from './LengthField';
import { PlainNumberField } from './PlainNumberField';
import { Section } from './Section';
import { SizeField } from './SizeField';
import type { Fields } from './use-fields';
import { AlignCenterVertical } from 'lucide-react';

const LIMITS = ['min-width', 'max-width', 'min-height', 'max-height'] as const;

const ALIGN_SELF = [
  { value: 'auto', label: 'As the parent' },
  { value: 'stretch', label: 'Stretch' },
  { value: 'flex-start', label: 'Start' },
  { value: 'center', label: 'Middle' },
  { value: 'flex-end', label: 'End' },
  { value: 'baseline', label: 'Baseline' },
];

export function SizeSection({ fields }: { fields: Fields }) {
  const [opened, setOpened] = useState(false);
  const open = opened || LIMITS.some((name) => fields.isSet(name));
  const inFlex =
    (fields.state.parentLayout === 'row' || fields.state.parentLayout === 'column') &&
    fields.value('position') !== 'absolute';
  return (
    <Section
      title="Size"
      actions={
        <IconButton
          icon={SlidersHorizontal}
          label="Minimum and maximum"
          pressed={open}
          onClick={() => setOpened(!opened)}
        />
      }
    >
      <div className="pair">
        <SizeField fields={fields} axis="width" />
        <SizeField fields={fields} axis="height" />
      </div>
      {(open || fields.isSet('aspect-ratio')) && (
        <MarkedField fields={fields} name="aspect-ratio" label="Ratio of width to height" mark="W:H" placeholder="16 / 9" />
      )}
      {open && (
        <>
          <div className="pair">
            <LengthField fields={fields} names={['min-width']} label="Minimum width" mark="≥W" min={0} words={['auto']} />
            <LengthField fields={fields} names={['min-height']} label="Minimum height" mark="≥H" min={0} words={['auto']} />
          </div>
          <div className="pair">
            <LengthField fields={fields} names={['max-width']} label="Maximum width" mark="≤W" min={0} words={['none', 'auto']} />
            <LengthField fields={fields} names={['max-height']} label="Maximum height" mark="≤H" min={0} words={['none', 'auto']} />
          </div>
        </>
      )}
      {inFlex && (open || fields.isSet('align-self') || fields.isSet('flex-grow')) && (
        <div className="pair">
          <Select
            label="Own alignment in the parent"
            mark={<Icon of={AlignCenterVertical} size={14} />}
            value={fields.value('align-self')}
            options={ALIGN_SELF}
            {...fields.bind('align-self')}
            onChange={(value) => fields.set({ 'align-self': value })}
          />
          <PlainNumberField fields={fields} name="flex-grow" label="Share of the free space" mark="Gr" min={0} />
        </div>
      )}
    </Section>
  );
}
