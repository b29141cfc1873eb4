import { Minus, Settings2 } from 'lucide-react';

import { ColorField } from '../../design-system/ColorField';
import { Icon } from '../../design-system/Icon';
import { IconButton } from '../../design-system/IconButton';
import { NumberField } from '../../design-system/NumberField';
import { OverrideDot } from '../../design-system/OverrideDot';
import { Popover } from '../../design-system/Popover';
import { Segmented } from '../../design-system/Segmented';
import type { Shadow } from '../../state/shadow';

interface Props {
  shadow: Shadow;
  /** A text's: it has no spread and doesn't fall inside. */
  ofText?: boolean;
  overridden?: boolean;
  onReset?: () => void;
  onChange: (shadow: Shadow) => void;
  onRemove: () => void;
}

const LENGTHS = [
  { key: 'x', label: 'Offset to the right', mark: 'X' },
  { key: 'y', label: 'Offset downwards', mark: 'Y' },
  { key: 'blur', label: 'Blur', mark: 'B' },
  { key: 'spread', label: 'Spread', mark: 'S' },
] as const;

export function ShadowRow({ shadow, ofText, overridden, onReset, onChange, onRemove }: Props) {
  const title = ofText ? 'Text shadow' : shadow.inset ? 'Inner shadow' : 'Drop shadow';
  return (
    <div className="with-action">
      <div style={{ position: 'relative' }}>
        {overridden && onReset && <OverrideDot onReset={onReset} />}
        <Popover
          title={title}
          trigger={
            <button type="button" className="select select--iconed" data-testid="shadow-row">
              <span>
                <Icon of={Settings2} size={14} />
              </span>
              <span>{title}</span>
            </button>
          }
        >
          {!ofText && (
            <Segmented
              label="Kind of shadow"
              value={shadow.inset ? 'inner' : 'drop'}
              segments={[
                { value: 'drop', label: 'Drop' },
                { value: 'inner', label: 'Inner' },
              ]}
              onChange={(kind) => onChange({ ...shadow, inset: kind === 'inner' })}
            />
          )}
          <div className="pair">
            {LENGTHS.filter(({ key }) => !ofText || key !== 'spread').map(({ key, label, mark }) => (
              <NumberField
                key={key}
                label={label}
                mark={mark}
                value={shadow[key]}
                {...(key === 'blur' && { min: 0 })}
                onChange={(number) => onChange({ ...shadow, [key]: number })}
              />
            ))}
          </div>
          <ColorField
            label="Shadow color"
            color={shadow.color}
            onChange={(color) => onChange({ ...shadow, color })}
          />
        </Popover>
      </div>
      <IconButton icon={Minus} label="Remove shadow" onClick={onRemove} />
    </div>
  );
}
