import { Menu as MenuIcon } from 'lucide-react';

import { IconButton } from '../../design-system/IconButton';
import { DropdownMenu } from '../../design-system/Menu';
import { useStore } from '../../state/store';
import { dialog, panelsHidden, themeChoice, type ThemeChoice } from '../../state/ui-state';
import { useSession, useTimeline } from '../../state/use-session';

const THEMES: readonly { id: ThemeChoice; label: string }[] = [
  { id: 'system', label: 'Follow the system' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
];

export function AppMenu() {
  const session = useSession();
  const theme = useStore(themeChoice);
  const hidden = useStore(panelsHidden);
  const timelineOpen = useTimeline().open;
  return (
    <DropdownMenu
      entries={[
        { label: 'Search commands', shortcut: 'Mod+K', run: () => dialog.set('palette') },
        'separator',
        {
          label: 'New page',
          run: () => {
            const page = session.run('page.create')?.created?.[0];
            if (page) session.run('page.open', { page });
          },
        },
        { label: 'Import…', shortcut: 'Mod+Shift+I', run: () => dialog.set('import') },
        { label: 'Export…', shortcut: 'Mod+Shift+E', run: () => dialog.set('export') },
        'separator',
        { heading: 'Theme' },
        ...THEMES.map(({ id, label }) => ({
          label,
          checked: theme === id,
          testId: `theme-${id}`,
          run: () => themeChoice.set(id),
        })),
        'separator',
        {
          label: hidden ? 'Show panels' : 'Hide panels',
          shortcut: 'Mod+\\',
          run: () => panelsHidden.set(!hidden),
        },
        {
          label: timelineOpen ? 'Hide the timeline' : 'Show the timeline',
          shortcut: 'Shift+T',
          testId: 'toggle-timeline',
          run: () => session.run('view.timeline'),
        },
        { label: 'Keyboard shortcuts', shortcut: '?', run: () => dialog.set('shortcuts') },
      ]}
    >
      <IconButton icon={MenuIcon} label="Main menu" data-testid="app-menu" />
    </DropdownMenu>
  );
}
