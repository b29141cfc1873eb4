import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

import { focusContent } from './focus-content';
import { IconButton } from './IconButton';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  testId?: string;
  width?: number;
}

/** An open dialog; render it only while it is. */
export function Dialog({ title, onClose, children, testId, width }: Props) {
  return (
    <Radix.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Radix.Portal>
        <Radix.Overlay className="dialog__overlay" />
        <Radix.Content
          className="dialog"
          aria-describedby={undefined}
          data-testid={testId}
          onOpenAutoFocus={focusContent}
          style={width ? { width: `min(${width}px, calc(100vw - 48px))` } : undefined}
        >
          <header className="dialog__header">
            <Radix.Title className="dialog__title">{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton icon={X} label="Close" shortcut="Escape" />
            </Radix.Close>
          </header>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
