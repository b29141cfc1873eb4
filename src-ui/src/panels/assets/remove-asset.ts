import type { AssetRow } from '../../protocol/AssetRow';
import type { Session } from '../../state/session';
import { showToast } from '../../state/toasts';

/** Takes an asset out of the project, with a way back. */
export function removeAsset(session: Session, asset: AssetRow): void {
  if (!session.run('asset.remove', { hash: asset.hash })) return;
  showToast({
    tone: 'info',
    text: `“${asset.name}” was removed from the project.`,
    action: { label: 'Undo', run: () => session.run('edit.undo') },
  });
}
