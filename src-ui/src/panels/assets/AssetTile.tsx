import { ContextMenu } from '../../design-system/Menu';
import type { AssetRow } from '../../protocol/AssetRow';
import { useAssetAddress } from '../../state/asset-address';
import { createImage } from '../../state/assets';
import { useSession } from '../../state/use-session';
import { ASSET_DRAG_TYPE } from './asset-drag';
import { removeAsset } from './remove-asset';

/** One image of the project: a click or a drag puts it on the page. */
export function AssetTile({ asset }: { asset: AssetRow }) {
  const session = useSession();
  const address = useAssetAddress(asset.hash);
  return (
    <ContextMenu
      entries={[
        { label: 'Put on the page', run: () => createImage(session, asset) },
        'separator',
        { label: 'Remove from the project', danger: true, run: () => removeAsset(session, asset) },
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
          removeAsset(session, asset);
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
