import { Ellipsis } from 'lucide-react';
import { useState, type PointerEvent } from 'react';

import { DropdownMenu, type MenuEntry } from '../../design-system/Menu';
import { IconButton } from '../../design-system/IconButton';
import type { PageRow } from '../../protocol/PageRow';
import { useSession } from '../../state/use-session';
import { InlineName } from '../InlineName';
import { deletePage } from './delete-page';

interface Props {
  page: PageRow;
  index: number;
  count: number;
  current: boolean;
  onPointerDown: (event: PointerEvent) => void;
}

export function PageItem({ page, index, count, current, onPointerDown }: Props) {
  const session = useSession();
  const [editing, setEditing] = useState<'name' | 'route'>();
  const id = { page: page.id };
  const entries: MenuEntry[] = [
    { label: 'Rename', shortcut: 'F2', run: () => setEditing('name') },
    { label: 'Change route', run: () => setEditing('route') },
    { label: 'Duplicate', run: () => session.run('page.duplicate', id) },
    'separator',
    {
      label: 'Move up',
      disabled: index === 0,
      run: () => session.run('page.move', { ...id, index: index - 1 }),
    },
    {
      label: 'Move down',
      disabled: index === count - 1,
      run: () => session.run('page.move', { ...id, index: index + 1 }),
    },
    'separator',
    {
      label: 'Delete',
      danger: true,
      disabled: count === 1,
      run: () => deletePage(session, page),
    },
  ];
  return (
    <li
      className={`row page-item${current ? ' page-item--current' : ''}`}
      data-testid="page-row"
      data-page-id={page.id}
      data-current={current}
      onPointerDown={onPointerDown}
    >
      {editing ? (
        <InlineName
          label={editing === 'name' ? 'Page name' : 'Page route'}
          name={page[editing]}
          onDone={(text) => {
            setEditing(undefined);
            if (!text) return;
            if (editing === 'name') session.run('page.rename', { ...id, name: text });
            else session.run('page.set-route', { ...id, route: routeOf(text) });
          }}
        />
      ) : (
        <button
          type="button"
          className="page-item__open"
          aria-current={current ? 'page' : undefined}
          onClick={() => {
            if (!current) session.run('page.open', id);
          }}
          onDoubleClick={() => setEditing('name')}
          onKeyDown={(event) => {
            if (event.key === 'F2') {
              event.preventDefault();
              event.stopPropagation();
              setEditing('name');
            }
          }}
        >
          <span className="row__name">{page.name}</span>
          <span className="page-item__route">{page.route}</span>
        </button>
      )}
      <DropdownMenu entries={entries} align="end">
        <IconButton
          icon={Ellipsis}
          label={`More about ${page.name}`}
          small
          onPointerDown={(event) => event.stopPropagation()}
        />
      </DropdownMenu>
    </li>
  );
}

/** Routes start with a slash whether or not the person typed it. */
function routeOf(text: string): string {
  return text.startsWith('/') ? text : `/${text}`;
}
