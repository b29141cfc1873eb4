import { Plus } from 'lucide-react';

import { Icon } from '../../design-system/Icon';
import { Button } from '../../design-system/Button';
import type { AssetRow } from '../../protocol/AssetRow';
import { useAssetAddress } from '../../state/asset-address';
import { addAssetFile, chooseImageFiles } from '../../state/assets';
import { isFont } from '../../state/fonts';
import { useSession, useStudio } from '../../state/use-session';

interface Props {
  /** The chosen asset's hash. */
  value: string | undefined;
  onChange: (hash: string) => void;
}

/** The project's images to choose from, and a way to add one. */
export function AssetChoice({ value, onChange }: Props) {
  const session = useSession();
  const assets = useStudio((state) => state.assets).filter((asset) => !isFont(asset));
  const add = async (): Promise<void> => {
    const [file] = await chooseImageFiles(false);
    const asset = file && (await addAssetFile(session, file));
    if (asset) onChange(asset.hash);
  };
  return (
    <>
      {assets.length > 0 && (
        <div className="asset-choice scroll">
          {assets.map((asset) => (
            <Choice
              key={asset.hash}
              asset={asset}
              chosen={asset.hash === value}
              onChoose={() => onChange(asset.hash)}
            />
          ))}
        </div>
      )}
      <Button onClick={() => void add()}>
        <Icon of={Plus} size={14} />
        Add an image
      </Button>
    </>
  );
}

interface ChoiceProps {
  asset: AssetRow;
  chosen: boolean;
  onChoose: () => void;
}

function Choice({ asset, chosen, onChoose }: ChoiceProps) {
  const address = useAssetAddress(asset.hash);
  return (
    <button
      type="button"
      className="asset-choice__item"
      aria-label={asset.name}
      aria-pressed={chosen}
      title={asset.name}
      style={address ? { backgroundImage: `url("${address}")` } : undefined}
      onClick={onChoose}
    />
  );
}
