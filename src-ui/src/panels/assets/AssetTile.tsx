import { ContextMenu } from '../../design-system/Menu';
import type { AssetRow } from '../../protocol/AssetRow';
import { useAssetAddress } from '../../state/asset-address';
import { createImage } from '../../state/assets';
import { showToast } from '../../state/toasts';
import { useSession } from '../../state/use-session';
import { ASSET_DRAG_TYPE } from './asset-drag';

/** One image of the project: a click or a drag puts it on the page. */
export function AssetTile({ asset }: { asset: AssetRow }) {
  const session = useSession();
  const address = useAssetAddress(asset.hash);
  const remove = (): void => {
    if (!session.run('asset.remove', { hash: asset.hash })) return;
    showToast({
      tone: 'info',
      text: `“${asset.name}” was removed from the project.`,
      action: { label: 'Undo', run: () => session.run('edit.undo') },
    });
  };
  return (
    <ContextMenu
      entries={[
        { label: 'Put on the page', run: () => createImage(session, asset) },
        'separator',
        { label: 'Remove from the project', danger: true, run: remove },
      ]}
    >
      <button
        type="button"
        className="asset"
        title={`${asset.name}: put on the page`}
        draggable
        data-testid="asset-tile"
        onDragStart={(event) => event.dataTransfer.setData(ASSET_DRAG_TYPE, asset.hash)}
        onClick={() => createImage(session, asset)}
        onKeyDown={(event) => {
          if (event.key !== 'Delete') return;
          event.preventDefault();
          remove();
        }}
      >
        <span className="asset__picture">{address && <img src={address} alt="" />}</span>
        <span className="asset__name">{asset.name}</span>
        <span className="asset__size">
          {asset.width} × {asset.height}
        </span>
      </button>
    </ContextMenu>
  );
}
