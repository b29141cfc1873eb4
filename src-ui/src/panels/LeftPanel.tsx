import { Tabs } from 'radix-ui';

import { AssetsPanel } from './assets/AssetsPanel';
import { LayersTree } from './layers/LayersTree';
import { PagesPanel } from './pages/PagesPanel';
import { TokensPanel } from './tokens/TokensPanel';

export function LeftPanel() {
  return (
    <aside className="panel panel--left" aria-label="Pages and layers">
      <PagesPanel />
      <Tabs.Root
        defaultValue="layers"
        style={{ display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0 }}
      >
        <Tabs.List className="tabs" aria-label="Layers, assets or tokens">
          <Tabs.Trigger className="tabs__tab" value="layers">
            Layers
          </Tabs.Trigger>
          <Tabs.Trigger className="tabs__tab" value="assets" data-testid="assets-tab">
            Assets
          </Tabs.Trigger>
          <Tabs.Trigger className="tabs__tab" value="tokens" data-testid="tokens-tab">
            Tokens
          </Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content className="tabs__content" value="layers" tabIndex={-1}>
          <LayersTree />
        </Tabs.Content>
        <Tabs.Content className="tabs__content" value="assets" tabIndex={-1}>
          <AssetsPanel />
        </Tabs.Content>
        <Tabs.Content className="tabs__content" value="tokens" tabIndex={-1}>
          <TokensPanel />
        </Tabs.Content>
      </Tabs.Root>
    </aside>
  );
}
