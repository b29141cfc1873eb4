import type { ReactNode } from 'react';

/** One sentence, and the one action that fills the panel. */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <p>{children}</p>
      {action}
    </div>
  );
}
