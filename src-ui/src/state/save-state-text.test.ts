import { expect, test } from 'vitest';

import type { SaveState } from '../protocol/SaveState';
import { saveStateText } from './save-state-text';

const OTHERS: SaveState[] = [
  { state: 'loading' },
  { state: 'saving', pending: 3 },
  { state: 'disconnected', pending: 0 },
  { state: 'disconnected', pending: 2 },
  { state: 'failed', pending: 1, message: 'The disk is full. Free some space.' },
];

test('the indicator says “saved” when everything is on disk, and only then', () => {
  expect(saveStateText({ state: 'saved' }).label).toBe('Saved');
  for (const state of OTHERS) {
    const { label, tone } = saveStateText(state);
    expect(label).not.toMatch(/saved/i);
    expect(tone).not.toBe('good');
  }
});

test('edits that wait are counted, so that nobody closes the window on them', () => {
  expect(saveStateText({ state: 'disconnected', pending: 2 }).label).toContain('2 edits');
  expect(saveStateText({ state: 'disconnected', pending: 1 }).label).toContain('1 edit ');
  expect(saveStateText({ state: 'saving', pending: 3 }).detail).toContain('3 edits');
});

test('a failure says what the host said', () => {
  const state: SaveState = { state: 'failed', pending: 1, message: 'The disk is full.' };
  expect(saveStateText(state).detail).toContain('The disk is full.');
});
