import { describe, expect, test } from 'vitest';

import type { Action } from '../state/actions';
import { searchActions } from './palette-search';

function action(title: string, category: string): Action {
  return { id: title, title, category, keys: [], enabled: () => true, run: () => undefined };
}

const ACTIONS = [
  action('Align left', 'Arrange'),
  action('Align text left', 'Text'),
  action('Add auto layout', 'Layout'),
  action('Zoom to fit', 'View'),
  action('Duplicate', 'Element'),
  action('Delete', 'Element'),
];

const find = (query: string): string[] =>
  searchActions(ACTIONS, query, () => true).map((it) => it.title);

describe('the palette', () => {
  test('lists everything, in order, before anything is typed', () => {
    expect(find('')).toEqual(ACTIONS.map((it) => it.title));
  });

  test('finds by the first letters of words', () => {
    expect(find('aal')[0]).toBe('Add auto layout');
    expect(find('ztf')[0]).toBe('Zoom to fit');
  });

  test('puts the closest title first', () => {
    expect(find('align l')[0]).toBe('Align left');
    expect(find('dup')[0]).toBe('Duplicate');
  });

  test('leaves out what doesn’t fit', () => {
    expect(find('xyz')).toEqual([]);
    expect(find('zoom')).toEqual(['Zoom to fit']);
  });

  test('puts what can’t be run now after what can', () => {
    const found = searchActions(ACTIONS, 'align', (it) => it.category === 'Text');
    expect(found.map((it) => it.title).slice(0, 2)).toEqual(['Align text left', 'Align left']);
  });
});
