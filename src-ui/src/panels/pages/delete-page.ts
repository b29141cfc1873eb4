import type { PageRow } from '../../protocol/PageRow';
import type { Session } from '../../state/session';
import { showToast } from '../../state/toasts';

/** Deletes at once and offers the way back, since undo brings it back whole. */
export function deletePage(session: Session, page: PageRow): void {
  if (!session.run('page.delete', { page: page.id })) return;
  showToast({
    tone: 'info',
    text: `The page “${page.name}” was deleted.`,
    action: { label: 'Undo', run: () => session.run('edit.undo') },
  });
}
