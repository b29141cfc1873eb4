import { Tooltip as Radix } from 'radix-ui';
import type { ReactElement } from 'react';

import { IS_APPLE } from '../platform';
import { formatShortcut } from '../state/shortcuts';

interface Props {
  label: string;
  /** As the command table spells it. */
  shortcut?: string | undefined;
  side?: 'top' | 'bottom' | 'left' | 'right';
  children: ReactElement;
}

export function Tooltip({ label, shortcut, side = 'bottom', children }: Props) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="tooltip" side={side} sideOffset={6} collisionPadding={8}>
          {label}
          {shortcut && (
            <span className="tooltip__keys">{formatShortcut(shortcut, IS_APPLE)}</span>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
