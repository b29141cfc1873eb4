import { CircleAlert, X } from 'lucide-react';
import { Toast } from 'radix-ui';

import { useStore } from '../state/store';
import { dismissToast, toasts } from '../state/toasts';
import { Icon } from './Icon';

/** The messages at the window's lower edge. */
export function Toasts() {
  const messages = useStore(toasts);
  return (
    <Toast.Provider swipeDirection="down">
      {messages.map((message) => (
        <Toast.Root
          key={message.id}
          className="toast"
          data-testid="toast"
          duration={message.tone === 'error' || message.action ? 10_000 : 4_000}
          onOpenChange={(open) => {
            if (!open) dismissToast(message.id);
          }}
        >
          {message.tone === 'error' && (
            <span className="toast__icon">
              <Icon of={CircleAlert} />
            </span>
          )}
          <Toast.Description className="toast__text">{message.text}</Toast.Description>
          {message.action && (
            <Toast.Action asChild altText={message.action.label}>
              <button type="button" className="toast__action" onClick={message.action.run}>
                {message.action.label}
              </button>
            </Toast.Action>
          )}
          <Toast.Close className="toast__close" aria-label="Dismiss">
            <Icon of={X} size={14} />
          </Toast.Close>
        </Toast.Root>
      ))}
      <Toast.Viewport className="toasts" />
    </Toast.Provider>
  );
}
