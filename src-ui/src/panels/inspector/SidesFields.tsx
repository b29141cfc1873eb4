import {
  PanelBottom,
  PanelLeft,
  PanelRight,
  PanelTop,
  Square,
  UnfoldHorizontal,
  UnfoldVertical,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';

import { Icon } from '../../design-system/Icon';
import { IconButton } from '../../design-system/IconButton';
import { LengthField } from './LengthField';
import type { Fields } from './use-fields';

interface Props {
  fields: Fields;
  /** `padding` or `margin`. */
  property: 'padding' | 'margin';
}

const SIDES: readonly { side: string; icon: LucideIcon }[] = [
  { side: 'left', icon: PanelLeft },
  { side: 'top', icon: PanelTop },
  { side: 'right', icon: PanelRight },
  { side: 'bottom', icon: PanelBottom },
];

/** Padding or margin: two fields for opposite sides, or one for each. */
export function SidesFields({ fields, property }: Props) {
  const [opened, setOpened] = useState(false);
  const name = (side: string): string => `${property}-${side}`;
  const differs =
    fields.value(name('left')) !== fields.value(name('right')) ||
    fields.value(name('top')) !== fields.value(name('bottom'));
  const open = opened || differs;
  const limits = property === 'padding' ? { min: 0 } : { words: ['auto'] };
  const title = property === 'padding' ? 'Padding' : 'Margin';
  return (
    <div className="with-action">
      {open ? (
        <div className="stack">
          {[SIDES.slice(0, 2), SIDES.slice(2)].map((pair, index) => (
            <div className="pair" key={index}>
              {pair.map(({ side, icon }) => (
                <LengthField
                  key={side}
                  fields={fields}
                  names={[name(side)]}
                  label={`${title}: ${side}`}
                  mark={<Icon of={icon} size={14} />}
                  {...limits}
                />
              ))}
            </div>
          ))}
        </div>
      ) : (
        <div className="pair">
          <LengthField
            fields={fields}
            names={[name('left'), name('right')]}
            label={`${title}: left and right`}
            mark={<Icon of={UnfoldHorizontal} size={14} />}
            {...limits}
          />
          <LengthField
            fields={fields}
            names={[name('top'), name('bottom')]}
            label={`${title}: top and bottom`}
            mark={<Icon of={UnfoldVertical} size={14} />}
            {...limits}
          />
        </div>
      )}
      <IconButton
        icon={Square}
        label={open ? 'Opposite sides together' : 'Each side on its own'}
        pressed={open}
        onClick={() => {
          if (differs) {
            fields.set({
              [name('right')]: fields.value(name('left')) ?? '0px',
              [name('bottom')]: fields.value(name('top')) ?? '0px',
            });
            setOpened(false);
          } else setOpened(!opened);
        }}
      />
    </div>
  );
}
