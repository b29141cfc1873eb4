import { describe, expect, test } from 'vitest';

import type { LayerRow } from '../../protocol/LayerRow';
import { dropTarget, moveArguments } from './drop-target';

/** Root with Card (open: Title, Price) and Picture, in the document's order. */
const ROWS: LayerRow[] = [
  row('root', undefined, 0, 0, 'frame', true),
  row('card', 'root', 0, 1, 'frame', true),
  row('title', 'card', 0, 2),
  row('price', 'card', 1, 2),
  row('picture', 'root', 1, 1),
];

function row(
  id: string,
  parent: string | undefined,
  index: number,
  depth: number,
  kind = 'text',
  open = false,
): LayerRow {
  return {
    id,
    ...(parent !== undefined && { parent }),
    index,
    depth,
    name: id,
    kind,
    hidden: false,
    locked: false,
    dimmed: false,
    hasChildren: open,
    expanded: open,
    selected: false,
    hovered: false,
  };
}

const drop = (at: number, fraction: number, depth: number, ...dragged: string[]) => {
  const target = dropTarget(ROWS, at, fraction, depth, new Set(dragged));
  return target && { target, move: moveArguments(ROWS, target, dragged) };
};

describe('dropping a layer', () => {
  test('above a row puts it before that row', () => {
    expect(drop(2, 0.1, 2, 'picture')?.move).toEqual({
      ids: ['picture'],
      parent: 'card',
      index: 0,
      keepPosition: true,
    });
  });

  test('below a row puts it after that row', () => {
    expect(drop(2, 0.9, 2, 'picture')?.move).toMatchObject({ parent: 'card', index: 1 });
    expect(drop(2, 0.9, 2, 'picture')?.target.line).toEqual({ row: 3, depth: 2 });
  });

  test('does not count the moved ones among their siblings', () => {
    // Title, the first, goes after Price: index 2 as things are, 1 among the others.
    expect(drop(3, 0.9, 2, 'title')?.move).toMatchObject({ parent: 'card', index: 1 });
    expect(drop(2, 0.1, 2, 'price')?.move).toMatchObject({ parent: 'card', index: 0 });
  });

  test('onto a frame puts it inside, last', () => {
    const result = drop(1, 0.5, 1, 'picture');
    expect(result?.target.inside).toBe(1);
    expect(result?.move).toEqual({ ids: ['picture'], parent: 'card', keepPosition: true });
  });

  test('below an open frame’s own row makes it the first child', () => {
    const result = drop(1, 0.9, 1, 'picture');
    expect(result?.target.line).toEqual({ row: 2, depth: 2 });
    expect(result?.move.index).toBe(0);
  });

  test('below the last child chooses the level by the pointer’s x', () => {
    expect(drop(3, 0.9, 2, 'picture')?.move).toMatchObject({ parent: 'card', index: 2 });
    expect(drop(3, 0.9, 1, 'title')?.move).toMatchObject({ parent: 'root', index: 1 });
    expect(drop(3, 0.9, 1, 'title')?.target.line).toEqual({ row: 4, depth: 1 });
  });

  test('is not possible into itself or its children', () => {
    expect(drop(1, 0.5, 1, 'card')).toBeUndefined();
    expect(drop(3, 0.9, 2, 'card')).toBeUndefined();
  });

  test('onto the page’s root puts it at the end', () => {
    expect(drop(0, 0.1, 0, 'title')?.move).toMatchObject({ ids: ['title'], parent: 'root' });
  });

  test('keeps the order of several', () => {
    expect(drop(4, 0.9, 1, 'price', 'title')?.move).toEqual({
      ids: ['title', 'price'],
      parent: 'root',
      index: 2,
      keepPosition: true,
    });
  });
});
