import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { CSSProperties, ReactNode } from 'react';

import { Icon } from './Icon';
import { OverrideDot } from './OverrideDot';

export interface SelectOption {
  value: string;
  label: string;
  style?: CSSProperties;
}

interface Props {
  label: string;
  /** Absent where the selection differs. */
  value: string | undefined;
  options: readonly SelectOption[];
  mark?: ReactNode;
  placeholder?: string;
  overridden?: boolean;
  onChange: (value: string) => void;
  onReset?: () => void;
  testId?: string;
}

export function Select(props: Props) {
  const { label, value, options, mark, placeholder = 'Mixed' } = props;
  // A value that isn't offered is shown all the same: the document may hold it.
  const known = value === undefined || options.some((option) => option.value === value);
  const all = known ? options : [...options, { value, label: value }];
  return (
    <div className="select-box">
      {props.overridden && props.onReset && <OverrideDot onReset={props.onReset} />}
      <Radix.Root value={value ?? ''} onValueChange={props.onChange}>
        <Radix.Trigger
          className={`select${mark ? ' select--iconed' : ''}`}
          aria-label={label}
          title={label}
          data-testid={props.testId}
        >
          {mark && <span>{mark}</span>}
          <Radix.Value placeholder={placeholder} />
          <Radix.Icon className="select__chevron">
            <Icon of={ChevronDown} size={12} />
          </Radix.Icon>
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content className="menu" position="popper" sideOffset={4} collisionPadding={8}>
            <Radix.Viewport>
              {all.map((option) => (
                <Radix.Item key={option.value} value={option.value} className="menu__item">
                  <span className="menu__mark">
                    <Radix.ItemIndicator>
                      <Icon of={Check} size={14} />
                    </Radix.ItemIndicator>
                  </span>
                  <Radix.ItemText>
                    <span style={option.style}>{option.label}</span>
                  </Radix.ItemText>
                </Radix.Item>
              ))}
            </Radix.Viewport>
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </div>
  );
}
