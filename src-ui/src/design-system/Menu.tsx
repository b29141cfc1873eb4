import { Check } from 'lucide-react';
import { ContextMenu as RadixContext, DropdownMenu as RadixDropdown } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

import { IS_APPLE } from '../platform';
import { formatShortcut } from '../state/shortcuts';
import { Icon } from './Icon';

export interface MenuItem {
  label: string;
  shortcut?: string | undefined;
  disabled?: boolean;
  danger?: boolean;
  /** Ticked; the items of such a group all say whether they are. */
  checked?: boolean;
  testId?: string;
  run: () => void;
}

export type MenuEntry = MenuItem | 'separator' | { heading: string };

interface DropdownProps {
  /** The button that opens it. */
  children: ReactElement;
  entries: readonly MenuEntry[];
  align?: 'start' | 'center' | 'end';
  onOpenChange?: (open: boolean) => void;
}

export function DropdownMenu({ children, entries, align = 'start', onOpenChange }: DropdownProps) {
  return (
    <RadixDropdown.Root {...(onOpenChange && { onOpenChange })} modal={false}>
      <RadixDropdown.Trigger asChild>{children}</RadixDropdown.Trigger>
      <RadixDropdown.Portal>
        <RadixDropdown.Content
          className="menu"
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <Entries entries={entries} parts={RadixDropdown} />
        </RadixDropdown.Content>
      </RadixDropdown.Portal>
    </RadixDropdown.Root>
  );
}

interface ContextProps {
  /** Where a right click opens it. */
  children: ReactNode;
  entries: readonly MenuEntry[];
  onOpenChange?: (open: boolean) => void;
}

export function ContextMenu({ children, entries, onOpenChange }: ContextProps) {
  return (
    <RadixContext.Root {...(onOpenChange && { onOpenChange })} modal={false}>
      <RadixContext.Trigger asChild>{children}</RadixContext.Trigger>
      <RadixContext.Portal>
        <RadixContext.Content
          className="menu"
          collisionPadding={8}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <Entries entries={entries} parts={RadixContext} />
        </RadixContext.Content>
      </RadixContext.Portal>
    </RadixContext.Root>
  );
}

type Parts = Pick<typeof RadixDropdown, 'Item' | 'Separator' | 'Label'>;

function Entries({ entries, parts }: { entries: readonly MenuEntry[]; parts: Parts }) {
  return entries.map((entry, index) => {
    if (entry === 'separator') {
      return <parts.Separator key={index} className="menu__separator" />;
    }
    if ('heading' in entry) {
      return (
        <parts.Label key={index} className="menu__heading">
          {entry.heading}
        </parts.Label>
      );
    }
    return (
      <parts.Item
        key={index}
        className={`menu__item${entry.danger ? ' menu__item--danger' : ''}`}
        disabled={entry.disabled ?? false}
        data-testid={entry.testId}
        onSelect={() => entry.run()}
      >
        <span className="menu__mark">{entry.checked && <Icon of={Check} size={14} />}</span>
        <span className="menu__label">{entry.label}</span>
        {entry.shortcut && (
          <span className="menu__keys">{formatShortcut(entry.shortcut, IS_APPLE)}</span>
        )}
      </parts.Item>
    );
  });
}
