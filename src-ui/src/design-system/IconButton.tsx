import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';

import { Icon } from './Icon';
import { Tooltip } from './Tooltip';

interface Props extends Omit<ComponentProps<'button'>, 'children'> {
  icon: LucideIcon;
  label: string;
  shortcut?: string | undefined;
  /** For buttons that stay down. */
  pressed?: boolean;
  /** Accent-filled while down, as the tools are. */
  solid?: boolean;
  small?: boolean;
  side?: 'top' | 'bottom' | 'left' | 'right';
}

export function IconButton(props: Props) {
  const { icon, label, shortcut, pressed, solid, small, side, className, ...rest } = props;
  const classes = [
    'icon-button',
    small && 'icon-button--small',
    solid && 'icon-button--solid',
    className,
  ];
  return (
    <Tooltip label={label} shortcut={shortcut} {...(side && { side })}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        {...rest}
        className={classes.filter(Boolean).join(' ')}
      >
        <Icon of={icon} size={small ? 14 : 16} />
      </button>
    </Tooltip>
  );
}
