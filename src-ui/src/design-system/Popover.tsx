import { X } from 'lucide-react';
import { Popover as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

import { focusContent } from './focus-content';
import { IconButton } from './IconButton';

interface Props {
  title: string;
  /** The button that opens it. */
  trigger: ReactElement;
  children: ReactNode;
  side?: 'left' | 'right' | 'bottom';
  testId?: string;
}

/** A small window beside what it edits. */
export function Popover({ title, trigger, children, side = 'left', testId }: Props) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className="popover"
          side={side}
          align="start"
          sideOffset={12}
          collisionPadding={8}
          aria-label={title}
          data-testid={testId}
          onOpenAutoFocus={focusContent}
        >
          <div className="popover__header">
            {title}
            <Radix.Close asChild>
              <IconButton icon={X} label="Close" small />
            </Radix.Close>
          </div>
          <div className="popover__body">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
