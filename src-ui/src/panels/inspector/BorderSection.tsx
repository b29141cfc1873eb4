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
const COLORS = SIDES.map((side) => `border-${side}-color`);
const LINES = SIDES.map((side) => `border-${side}-style`);

const STYLES = [
  { value: 'solid', label: 'Solid' },
  { value: 'dashed', label: 'Dashed' },
  { value: 'dotted', label: 'Dotted' },
  { value: 'double', label: 'Double' },
  { value: 'none', label: 'None' },
];

export function BorderSection({ fields }: { fields: Fields }) {
  const [opened, setOpened] = useState(false);
  if (!fields.has('border-top-width')) return null;
  const binding = fields.bind(...WIDTHS);
  const none = !binding.mixed && fields.value('border-top-width') === '0px';
  const differs = [WIDTHS, COLORS, LINES].some(
    (names) => new Set(names.map((name) => fields.value(name))).size > 1,
  );
  const open = opened || differs;
  const setAll = (names: string[], value: string): void =>
    fields.set(Object.fromEntries(names.map((name) => [name, value])));
  const setWidths = (width: string): void =>
    setAll(WIDTHS, width);
  const color = parseColor(fields.value('border-top-color') ?? '');
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
          {open ? (
            COLORS.map((name, index) => (
              <ColorField
                key={name}
                label={`Border color: ${SIDES[index] ?? ''}`}
                color={parseColor(fields.value(name) ?? '')}
                {...fields.bind(name)}
                onChange={(next) => fields.set({ [name]: formatColor(next) })}
              />
            ))
          ) : (
            <ColorField
              label="Border color"
              color={color}
              {...fields.bind(...COLORS)}
              onChange={(next) => setAll(COLORS, formatColor(next))}
            />
          )}
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
              {open ? (
                LINES.map((name, index) => (
                  <Select
                    key={name}
                    label={`Border style: ${SIDES[index] ?? ''}`}
                    value={fields.value(name)}
                    options={STYLES}
                    {...fields.bind(name)}
                    onChange={(value) => fields.set({ [name]: value })}
                  />
                ))
              ) : (
                <Select
                  label="Border style"
                  value={fields.value('border-top-style')}
                  options={STYLES}
                  {...fields.bind(...LINES)}
                  onChange={(value) => setAll(LINES, value)}
                />
              )}
            </div>
            <IconButton
              icon={SquareDashed}
              label={open ? 'All sides together' : 'Each side on its own'}
              pressed={open}
              onClick={() => {
                if (differs) {
                  for (const names of [WIDTHS, COLORS, LINES]) {
                    const first = fields.value(names[1] ?? '');
                    if (first) setAll(names, first);
                  }
                }
                setOpened(!open);
              }}
            />
          </div>
        </>
      )}
    </Section>
  );
}
