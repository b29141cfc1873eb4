import { Scan, SquareRoundCorner } from 'lucide-react';
import { useState } from 'react';

import { Icon } from '../../design-system/Icon';
import { IconButton } from '../../design-system/IconButton';
import { LengthField } from './LengthField';
import { PlainNumberField } from './PlainNumberField';
import type { Fields } from './use-fields';
import { Blend } from 'lucide-react';

const CORNERS = ['top-left', 'top-right', 'bottom-left', 'bottom-right'];
const ANGLES: Record<string, number> = {
  'top-left': 270,
  'top-right': 0,
  'bottom-right': 90,
  'bottom-left': 180,
};
const RADII = CORNERS.map((corner) => `border-${corner}-radius`);

/** Opacity and corner radius, which share a line. */
export function RadiusFields({ fields }: { fields: Fields }) {
  const [opened, setOpened] = useState(false);
  const hasRadius = fields.has(RADII[0] ?? '');
  const differs = hasRadius && new Set(RADII.map((name) => fields.value(name))).size > 1;
  const open = hasRadius && (opened || differs);
  return (
    <>
      <div className={hasRadius ? 'with-action' : undefined}>
        <div className="pair">
          <PlainNumberField
            fields={fields}
            name="opacity"
            label="Opacity"
            mark={<Icon of={Blend} size={14} />}
            scale={100}
            unit="%"
            min={0}
            max={100}
          />
          {hasRadius && (
            <LengthField
              fields={fields}
              names={RADII}
              label="Corner radius"
              mark={<Icon of={SquareRoundCorner} size={14} />}
              min={0}
            />
          )}
        </div>
        {hasRadius && (
          <IconButton
            icon={Scan}
            label={open ? 'All corners together' : 'Each corner on its own'}
            pressed={open}
            onClick={() => {
              if (differs) {
                const radius = fields.value(RADII[0] ?? '') ?? '0px';
                fields.set(Object.fromEntries(RADII.map((name) => [name, radius])));
              }
              setOpened(!open);
            }}
          />
        )}
      </div>
      {open && (
        <div className="pair">
          {CORNERS.map((corner) => (
            <LengthField
              key={corner}
              fields={fields}
              names={[`border-${corner}-radius`]}
              label={`Corner radius: ${corner.replace('-', ' ')}`}
              mark={
                <span style={{ display: 'grid', rotate: `${ANGLES[corner] ?? 0}deg` }}>
                  <Icon of={SquareRoundCorner} size={14} />
                </span>
              }
              min={0}
            />
          ))}
        </div>
      )}
    </>
  );
}
