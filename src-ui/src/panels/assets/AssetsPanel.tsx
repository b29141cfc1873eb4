import { Plus, Search } from 'lucide-react';
import { useState } from 'react';

import { Button } from '../../design-system/Button';
import { EmptyState } from '../../design-system/EmptyState';
import { Icon } from '../../design-system/Icon';
import { IconButton } from '../../design-system/IconButton';
import { addAssetFile, addFontFiles, chooseAssetFiles } from '../../state/assets';
import { isFont, isFontFile } from '../../state/fonts';
import { fuzzyFilter } from '../../state/fuzzy';
import type { Session } from '../../state/session';
import { useSession, useStudio } from '../../state/use-session';
import { AssetTile } from './AssetTile';
import { FontTile } from './FontTile';
import './assets.css';

/** The project's images and fonts. */
export function AssetsPanel() {
  const session = useSession();
  const assets = useStudio((state) => state.assets);
  const [query, setQuery] = useState('');
  if (assets.length === 0) {
    return (
      <EmptyState action={<Button onClick={() => void addFiles(session)}>Add images or fonts</Button>}>
        Images and fonts you add to the project appear here. You can also drop them onto the canvas.
      </EmptyState>
    );
  }
  const found = fuzzyFilter(assets, query, (asset) => asset.name);
  return (
    <div className="assets">
      <div className="assets__bar">
        <label className="field">
          <span className="field__label">
            <Icon of={Search} size={14} />
          </span>
          <input
            aria-label="Find an asset"
            placeholder="Find"
            value={query}
            style={{ paddingLeft: 0 }}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
        </label>
        <IconButton icon={Plus} label="Add images or fonts" onClick={() => void addFiles(session)} />
      </div>
      <div className="assets__grid scroll">
        {found.map((asset) =>
          isFont(asset) ? (
            <FontTile key={asset.hash} asset={asset} />
          ) : (
            <AssetTile key={asset.hash} asset={asset} />
          ),
        )}
      </div>
      {found.length === 0 && (
        <EmptyState action={<Button onClick={() => setQuery('')}>Show all</Button>}>
          No asset is named like “{query}”.
        </EmptyState>
      )}
    </div>
  );
}

async function addFiles(session: Session): Promise<void> {
  const files = await chooseAssetFiles();
  const fonts = files.filter(isFontFile);
  for (const file of files) {
    if (!fonts.includes(file)) await addAssetFile(session, file);
  }
  await addFontFiles(session, fonts);
}
