/** Dragging layers to another place in the tree. */
import { useState, type RefObject } from 'react';

import type { LayerRow } from '../../protocol/LayerRow';
import { useSession } from '../../state/use-session';
import { followRowDrag } from '../row-drag';
import { dropTarget, moveArguments, type DropTarget } from './drop-target';

export const ROW_PX = 28;
const INDENT_PX = 16;
/** Within this distance of the list's ends it scrolls. */
const SCROLL_EDGE_PX = 24;

export interface LayerDrag {
  target: DropTarget | undefined;
  begin: (event: { clientX: number; clientY: number }, row: LayerRow) => void;
}

export function useLayerDrag(list: RefObject<HTMLDivElement | null>): LayerDrag {
  const session = useSession();
  const [target, setTarget] = useState<DropTarget>();

  const begin: LayerDrag['begin'] = (down, row) => {
    if (row.parent === undefined) return;
    const { total } = session.layers(0, 0);
    let latest: DropTarget | undefined;
    let dragged: string[] = [];
    let rows: readonly LayerRow[] = [];
    followRowDrag(down, {
      onMove: (event) => {
        const element = list.current;
        if (!element) return;
        const { selection } = session.state.value;
        dragged = selection.includes(row.id) ? selection : [row.id];
        rows = session.layers(0, total).rows;
        const box = element.getBoundingClientRect();
        if (event.clientY < box.top + SCROLL_EDGE_PX) element.scrollTop -= ROW_PX / 2;
        if (event.clientY > box.bottom - SCROLL_EDGE_PX) element.scrollTop += ROW_PX / 2;
        const y = event.clientY - box.top + element.scrollTop;
        const at = Math.min(Math.max(Math.floor(y / ROW_PX), 0), rows.length - 1);
        const depth = Math.max(1, Math.round((event.clientX - box.left - 28) / INDENT_PX));
        latest = dropTarget(rows, at, y / ROW_PX - at, depth, new Set(dragged));
        setTarget(latest);
      },
      onDrop: () => {
        if (latest) session.run('element.move', moveArguments(rows, latest, dragged));
      },
      onEnd: () => setTarget(undefined),
    });
  };
  return { target, begin };
}
