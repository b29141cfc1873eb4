/** Where a dragged layer would land, and the move that puts it there. */
import type { LayerRow } from '../../protocol/LayerRow';

export interface DropTarget {
  /** The frame to move to. */
  parent: string;
  /** Index among the parent's children as they are now; absent for the last place. */
  index?: number;
  /** The line is drawn above this row of the list, … */
  line?: { row: number; depth: number };
  /** … or this row is framed, because the drop goes inside it. */
  inside?: number;
}

/** Shares of a row's height at which before and after end, where inside is possible too. */
const EDGE = 0.28;

/**
 * The target for the pointer over `rows[at]`, at `fraction` of its height (0 top, 1 bottom).
 * `depth` is the level the pointer's x is at: below the last child of a frame it chooses between
 * the levels that end there. `dragged` and what lies in it can't be targets.
 */
export function dropTarget(
  rows: readonly LayerRow[],
  at: number,
  fraction: number,
  depth: number,
  dragged: ReadonlySet<string>,
): DropTarget | undefined {
  const row = rows[at];
  if (!row || isWithin(rows, at, dragged)) return undefined;
  const canHold = row.kind === 'frame';
  if (row.parent === undefined) return { parent: row.id, inside: at };
  if (fraction < (canHold ? EDGE : 0.5)) {
    return { parent: row.parent, index: row.index, line: { row: at, depth: row.depth } };
  }
  if (canHold && fraction <= 1 - EDGE) return { parent: row.id, inside: at };
  if (canHold && row.expanded && row.hasChildren) {
    // Below an open frame's own row is above its first child.
    return { parent: row.id, index: 0, line: { row: at + 1, depth: row.depth + 1 } };
  }
  return below(rows, at, depth);
}

/** Below a row that may be the last one of several levels. */
function below(rows: readonly LayerRow[], at: number, depth: number): DropTarget | undefined {
  const next = rows[at + 1];
  const shallowest = next ? next.depth : 1;
  let row = rows[at];
  while (row && row.depth > Math.max(depth, shallowest)) {
    const parent: string | undefined = row.parent;
    row = rows.find((it) => it.id === parent);
  }
  if (!row?.parent) return undefined;
  return { parent: row.parent, index: row.index + 1, line: { row: at + 1, depth: row.depth } };
}

/** Whether the row is one of `ids` or lies in one. */
function isWithin(rows: readonly LayerRow[], at: number, ids: ReadonlySet<string>): boolean {
  let row = rows[at];
  while (row) {
    if (ids.has(row.id)) return true;
    const parent: string | undefined = row.parent;
    row = parent === undefined ? undefined : rows.find((it) => it.id === parent);
  }
  return false;
}

export interface MoveArguments {
  ids: string[];
  parent: string;
  index?: number;
  keepPosition: boolean;
}

/** The arguments of `element.move`, whose index doesn't count the moved elements. */
export function moveArguments(
  rows: readonly LayerRow[],
  target: DropTarget,
  dragged: readonly string[],
): MoveArguments {
  const moved = new Set(dragged);
  // In the list's order, so that several keep theirs.
  const ids = rows.filter((row) => moved.has(row.id)).map((row) => row.id);
  if (target.index === undefined) return { ids, parent: target.parent, keepPosition: true };
  const limit = target.index;
  const passed = rows.filter(
    (row) => moved.has(row.id) && row.parent === target.parent && row.index < limit,
  ).length;
  return { ids, parent: target.parent, index: limit - passed, keepPosition: true };
}
