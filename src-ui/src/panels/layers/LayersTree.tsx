import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';

import { ContextMenu } from '../../design-system/Menu';
import { EmptyState } from '../../design-system/EmptyState';
import { Button } from '../../design-system/Button';
import { canvasMenu } from '../../canvas/canvas-menu';
import type { LayerRow } from '../../protocol/LayerRow';
import { useStore } from '../../state/store';
import { renaming } from '../../state/ui-state';
import { useSession, useStudio } from '../../state/use-session';
import { handleTreeKey } from './layer-keys';
import { LayerItem } from './LayerItem';
import { ROW_PX, useLayerDrag } from './use-layer-drag';
import './layers.css';

/** The page's elements in the document's order. Asks the engine only for the rows in view. */
export function LayersTree() {
  const session = useSession();
  useStudio((state) => state.layersRevision);
  const selection = useStudio((state) => state.selection);
  const renamed = useStore(renaming);
  const list = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const [menuOpen, setMenuOpen] = useState(false);
  const drag = useLayerDrag(list);
  const anchor = useRef<number | undefined>(undefined);

  const { total, first_selected: firstSelected } = session.layers(0, 0);
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => list.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  const { rows } = session.layers(first, Math.max(0, last - first + 1));

  useEffect(() => {
    if (firstSelected === undefined) return;
    virtualizer.scrollToIndex(firstSelected, { align: 'auto' });
    setActive(firstSelected);
    // Only a new selection scrolls; the person may scroll away from it afterwards.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selection]);

  const rowAt = (index: number): LayerRow | undefined => session.layers(index, 1).rows[0];

  const goTo = (index: number, extend: boolean): void => {
    const row = rowAt(index);
    if (!row) return;
    setActive(index);
    virtualizer.scrollToIndex(index, { align: 'auto' });
    if (extend) {
      anchor.current ??= active;
      selectRange(anchor.current, index);
    } else {
      anchor.current = index;
      session.run('select.set', { ids: [row.id], toggle: false });
    }
  };
  const selectRange = (from: number, to: number): void => {
    const start = Math.min(from, to);
    const range = session.layers(start, Math.abs(to - from) + 1).rows;
    session.run('select.set', { ids: range.map((row) => row.id), toggle: false });
  };

  const indexAt = (clientY: number): number => {
    const element = list.current;
    if (!element) return -1;
    const y = clientY - element.getBoundingClientRect().top + element.scrollTop;
    return Math.floor(y / ROW_PX);
  };

  if (total === 0) {
    return (
      <EmptyState
        action={
          <Button onClick={() => session.run('tool.select', { tool: 'frame' })}>Draw a frame</Button>
        }
      >
        This page is empty.
      </EmptyState>
    );
  }

  return (
    <ContextMenu entries={menuOpen ? canvasMenu(session) : []} onOpenChange={setMenuOpen}>
      <div
        ref={list}
        className="layers scroll"
        role="tree"
        aria-label="Layers"
        aria-multiselectable
        aria-activedescendant={rows[active - first] && `layer-${rows[active - first]?.id ?? ''}`}
        tabIndex={0}
        data-testid="layers-tree"
        onKeyDown={(event) => {
          const row = rowAt(active);
          const parentIndex = (): number =>
            session.layers(0, active).rows.findIndex((it) => it.id === row?.parent);
          if (handleTreeKey(event, { session, total, active, row, parentIndex, goTo })) {
            event.preventDefault();
            event.stopPropagation();
          }
        }}
        onPointerDown={(event) => {
          // At once, so that a field of the inspector takes over what was typed before the
          // selection it is about changes.
          event.currentTarget.focus({ preventScroll: true });
          const index = indexAt(event.clientY);
          const row = rowAt(index);
          if (!row || index >= total) return;
          setActive(index);
          const multiple = event.shiftKey || event.ctrlKey || event.metaKey;
          if (event.button === 2 && !row.selected) {
            session.run('select.set', { ids: [row.id], toggle: false });
          }
          if (event.button !== 0) return;
          if (event.shiftKey && anchor.current !== undefined) selectRange(anchor.current, index);
          else if (multiple) session.run('select.set', { ids: [row.id], toggle: true });
          else if (!row.selected) session.run('select.set', { ids: [row.id], toggle: false });
          if (!event.shiftKey) anchor.current = index;
          drag.begin(event, row);
        }}
        onClick={(event) => {
          // A click in a multiple selection chooses that one, but only at its end: the press may
          // have been the start of dragging them all.
          const row = rowAt(indexAt(event.clientY));
          const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey;
          const onRow = event.target instanceof Element && !event.target.closest('button');
          if (row?.selected && plain && onRow && selection.length > 1) {
            session.run('select.set', { ids: [row.id], toggle: false });
          }
        }}
        onPointerMove={(event) => {
          session.hover(rowAt(indexAt(event.clientY))?.id);
        }}
        onPointerLeave={() => session.hover(undefined)}
      >
        <div className="layers__list" style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index - first];
            return (
              row && (
                <LayerItem
                  key={row.id}
                  row={row}
                  top={item.start}
                  active={item.index === active}
                  renamed={renamed === row.id}
                  dropInside={drag.target?.inside === item.index}
                  setSize={total}
                  position={item.index + 1}
                />
              )
            );
          })}
          {drag.target?.line && (
            <div
              className="drop-line"
              data-testid="drop-line"
              style={{
                top: drag.target.line.row * ROW_PX - 1,
                left: 22 + drag.target.line.depth * 16,
              }}
            />
          )}
        </div>
      </div>
    </ContextMenu>
  );
}
