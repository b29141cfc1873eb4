import { Check } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';

import { Icon } from './Icon';
import { OverrideDot } from './OverrideDot';

interface Props {
  label: string;
  checked: boolean;
  mixed?: boolean;
  overridden?: boolean;
  onChange: (checked: boolean) => void;
  onReset?: () => void;
}

export function Checkbox({ label, checked, mixed, overridden, onChange, onReset }: Props) {
  return (
    <label className="check">
      {overridden && onReset && <OverrideDot onReset={onReset} />}
      <Radix.Root
        className="check__box"
        aria-label={label}
        checked={mixed ? 'indeterminate' : checked}
        onCheckedChange={(next) => onChange(next === true)}
      >
        <Radix.Indicator>
          <Icon of={Check} size={12} />
        </Radix.Indicator>
      </Radix.Root>
      {label}
    </label>
  );
}
