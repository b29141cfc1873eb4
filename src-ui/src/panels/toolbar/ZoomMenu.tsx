import { ChevronDown } from 'lucide-react';

import { Icon } from '../../design-system/Icon';
import { DropdownMenu } from '../../design-system/Menu';
import { useSession, useStudio } from '../../state/use-session';

export function ZoomMenu() {
  const session = useSession();
  const percent = useStudio((state) => Math.round(state.zoom * 100));
  const hasSelection = useStudio((state) => state.selection.length > 0);
  return (
    <DropdownMenu
      align="end"
      entries={[
        { label: 'Zoom in', shortcut: 'Mod+=', run: () => session.run('view.zoom-in') },
        { label: 'Zoom out', shortcut: 'Mod+-', run: () => session.run('view.zoom-out') },
        { label: 'Zoom to fit', shortcut: 'Shift+1', run: () => session.run('view.zoom-fit') },
        {
          label: 'Zoom to selection',
          shortcut: 'Shift+2',
          disabled: !hasSelection,
          run: () => session.run('view.zoom-selection'),
        },
        'separator',
        ...[0.25, 0.5, 1, 2, 4].map((zoom) => ({
          label: `${zoom * 100}%`,
          checked: Math.round(zoom * 100) === percent,
          ...(zoom === 1 && { shortcut: 'Mod+0' }),
          run: () => session.run('view.zoom', { zoom }),
        })),
      ]}
    >
      <button type="button" className="toolbar__choice" data-testid="zoom" aria-label={`Zoom, ${percent}%`}>
        {percent}%
        <Icon of={ChevronDown} size={12} />
      </button>
    </DropdownMenu>
  );
}
