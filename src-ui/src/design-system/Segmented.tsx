import type { LucideIcon } from 'lucide-react';
import { ToggleGroup } from 'radix-ui';

import { Icon } from './Icon';
import { OverrideDot } from './OverrideDot';
import { Tooltip } from './Tooltip';

export interface Segment {
  value: string;
  label: string;
  icon?: LucideIcon;
}

interface Props {
  label: string;
  value: string | undefined;
  segments: readonly Segment[];
  overridden?: boolean;
  onChange: (value: string) => void;
  onReset?: () => void;
}

/** One of a few, all in view. */
export function Segmented({ label, value, segments, overridden, onChange, onReset }: Props) {
  return (
    <ToggleGroup.Root
      type="single"
      className="segmented"
      aria-label={label}
      value={value ?? ''}
      onValueChange={(next) => {
        // Empty: the chosen one was pressed again, and one of them always holds.
        if (next) onChange(next);
      }}
    >
      {overridden && onReset && <OverrideDot onReset={onReset} />}
      {segments.map((segment) => (
        <Tooltip key={segment.value} label={segment.label}>
          {/* A span of its own, because tooltip and toggle both write `data-state`. */}
          <span style={{ display: 'grid', flex: 1 }}>
            <ToggleGroup.Item
              className="segmented__item"
              value={segment.value}
              aria-label={segment.label}
            >
              {segment.icon ? <Icon of={segment.icon} size={14} /> : segment.label}
            </ToggleGroup.Item>
          </span>
        </Tooltip>
      ))}
    </ToggleGroup.Root>
  );
}
