import { ContextMenu } from '../../design-system/Menu';
import type { AssetRow } from '../../protocol/AssetRow';
import { faceNames } from '../../state/fonts';
import { showToast } from '../../state/toasts';
import { useSession } from '../../state/use-session';
import { removeAsset } from './remove-asset';

/** One font of the project: a click sets the selected texts in it. */
export function FontTile({ asset }: { asset: AssetRow }) {
  const session = useSession();
  const face = asset.faces[0];
  const use = (): void => {
    if (!face) return;
    if (session.state.value.selection.length === 0) {
      showToast({ tone: 'info', text: 'Select the texts first that are to have this font.' });
      return;
    }
    session.run('element.set', { properties: { 'font-family': face.family } });
  };
  return (
    <ContextMenu
      entries={[
        { label: 'Set the selection in it', run: use },
        'separator',
        { label: 'Remove from the project', danger: true, run: () => removeAsset(session, asset) },
      ]}
    >
      <button
        type="button"
        className="asset"
        title={`${asset.name}: set the selection in it`}
        data-testid="font-tile"
        onClick={use}
        onKeyDown={(event) => {
          if (event.key !== 'Delete') return;
          event.preventDefault();
          removeAsset(session, asset);
        }}
      >
        <span
          className="asset__picture asset__letters"
          style={
            face && {
              fontFamily: JSON.stringify(face.family),
              fontStyle: face.style,
              fontWeight: face.weight.split(' ')[0],
            }
          }
        >
          Ag
        </span>
        <span className="asset__name">{faceNames(asset)}</span>
        <span className="asset__size">{asset.name}</span>
      </button>
    </ContextMenu>
  );
}
