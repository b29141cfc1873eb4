import { Minus, Plus, Square, SquareDashed } from 'lucide-react';
import { useState } from 'react';

import { ColorField } from '../../design-system/ColorField';
import { Icon } from '../../design-system/Icon';
import { IconButton } from '../../design-system/IconButton';
import { Select } from '../../design-system/Select';
import { formatColor, parseColor } from '../../state/color';
import { LengthField } from './LengthField';
import { Section } from './Section';
import type { Fields } from './use-fields';

const SIDES = ['left', 'top', 'right', 'bottom'];
const WIDTHS = SIDES.map((side) => `border-${side}-width`);

const STYLES = [
  { value: 'solid', label: 'Solid' },
  { value: 'dashed', label: 'Dashed' },
  { value: 'dotted', label: 'Dotted' },
];

export function BorderSection({ fields }: { fields: Fields }) {
  const [opened, setOpened] = useState(false);
  if (!fields.has('border-top-width')) return null;
  const binding = fields.bind(...WIDTHS);
  const none = !binding.mixed && fields.value('border-top-width') === '0px';
  const differs = new Set(WIDTHS.map((name) => fields.value(name))).size > 1;
  const open = opened || differs;
  const setWidths = (width: string): void =>
    fields.set(Object.fromEntries(WIDTHS.map((name) => [name, width])));
  const color = parseColor(fields.value('border-color') ?? '');
  return (
    <Section
      title="Border"
      actions={
        none ? (
          <IconButton
            icon={Plus}
            label="Add border"
            data-testid="add-border"
            onClick={() => setWidths('1px')}
          />
        ) : (
          <IconButton icon={Minus} label="Remove border" onClick={() => setWidths('0px')} />
        )
      }
    >
      {!none && (
        <>
          <ColorField
            label="Border color"
            color={color}
            {...fields.bind('border-color')}
            onChange={(next) => fields.set({ 'border-color': formatColor(next) })}
          />
          <div className="with-action">
            <div className="pair">
              {open ? (
                WIDTHS.map((name, index) => (
                  <LengthField
                    key={name}
                    fields={fields}
                    names={[name]}
                    label={`Border width: ${SIDES[index] ?? ''}`}
                    mark={(SIDES[index] ?? '').charAt(0).toUpperCase()}
                    min={0}
                  />
                ))
              ) : (
                <LengthField
                  fields={fields}
                  names={WIDTHS}
                  label="Border width"
                  mark={<Icon of={Square} size={14} />}
                  min={0}
                />
              )}
              <Select
                label="Border style"
                value={fields.value('border-style')}
                options={STYLES}
                {...fields.bind('border-style')}
                onChange={(value) => fields.set({ 'border-style': value })}
              />
            </div>
            <IconButton
              icon={SquareDashed}
              label={open ? 'All sides together' : 'Each side on its own'}
              pressed={open}
              onClick={() => {
                if (differs) setWidths(fields.value('border-top-width') ?? '1px');
                setOpened(!open);
              }}
            />
          </div>
        </>
      )}
    </Section>
  );
}
