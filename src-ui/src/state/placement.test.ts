import { expect, test } from 'vitest';

import { evaluate } from './css-number';
import { fuzzyScore } from './fuzzy';
import { pagePoint } from './placement';
import { shareUnchanged } from './store';

test('a point of the canvas is found on the page, whatever the zoom', () => {
  const artboard = { x: 100, y: 50, width: 720, height: 900 };
  expect(pagePoint(artboard, 0.5, { x: 100, y: 50 })).toEqual({ x: 0, y: 0 });
  expect(pagePoint(artboard, 0.5, { x: 460, y: 100 })).toEqual({ x: 720, y: 100 });
});

test('what did not change stays the same object, so that it is not drawn again', () => {
  const before = { zoom: 1, pages: [{ id: 'a' }], selection: ['x'] };
  const same = shareUnchanged(before, { zoom: 1, pages: [{ id: 'a' }], selection: ['x'] });
  expect(same).toBe(before);
  const next = shareUnchanged(before, { zoom: 2, pages: [{ id: 'a' }], selection: ['y'] });
  expect(next.pages).toBe(before.pages);
  expect(next.selection).toEqual(['y']);
});

test('a field that went away is gone', () => {
  const before: { undo?: string; zoom: number } = { undo: 'Move', zoom: 1 };
  expect(shareUnchanged(before, { zoom: 1 })).toEqual({ zoom: 1 });
});

test('expressions divide by nothing but numbers', () => {
  expect(evaluate('1/0', 5)).toBeUndefined();
  expect(evaluate('(1+2', 5)).toBeUndefined();
  expect(evaluate('+10', undefined)).toBeUndefined();
  expect(evaluate('2*-3', undefined)?.number).toBe(-6);
});

test('letters that are only reachable in the middle of words are found all the same', () => {
  expect(fuzzyScore('ign', 'Align left')).toBeDefined();
  expect(fuzzyScore('lleft', 'Align left')).toBeDefined();
  expect(fuzzyScore('ffl', 'Align left')).toBeUndefined();
});
