/** The tree's keys: moving, expanding, choosing, renaming. */
import type { KeyboardEvent } from 'react';

import type { LayerRow } from '../../protocol/LayerRow';
import type { Session } from '../../state/session';
import { renaming } from '../../state/ui-state';

interface Tree {
  session: Session;
  /** Number of rows. */
  total: number;
  row: LayerRow | undefined;
  /** Index of the row's parent; asks for all rows above, so only where it is needed. */
  parentIndex: () => number;
  /** Index of the row that has the keyboard. */
  active: number;
  /** Moves the keyboard to a row, and the selection with it. */
  goTo: (index: number, extend: boolean) => void;
}

/** Whether the key was the tree's. */
export function handleTreeKey(event: KeyboardEvent, tree: Tree): boolean {
  if (event.metaKey || event.ctrlKey || event.altKey) return false;
  const { session, total, active, row } = tree;
  switch (event.key) {
    case 'ArrowDown':
      tree.goTo(Math.min(active + 1, total - 1), event.shiftKey);
      return true;
    case 'ArrowUp':
      tree.goTo(Math.max(active - 1, 0), event.shiftKey);
      return true;
    case 'Home':
      tree.goTo(0, false);
      return true;
    case 'End':
      tree.goTo(total - 1, false);
      return true;
    case 'ArrowRight':
      if (row?.hasChildren && !row.expanded) session.setExpanded(row.id, true);
      else if (row?.hasChildren) tree.goTo(active + 1, false);
      return true;
    case 'ArrowLeft':
      if (row?.hasChildren && row.expanded) session.setExpanded(row.id, false);
      else if (row?.parent) tree.goTo(tree.parentIndex(), false);
      return true;
    case 'Enter':
      if (row) tree.goTo(active, false);
      return true;
    case ' ':
      if (row) session.run('select.set', { ids: [row.id], toggle: true });
      return true;
    case 'F2':
      if (row) renaming.set(row.id);
      return true;
    default:
      return false;
  }
}
