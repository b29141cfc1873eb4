import assert from 'node:assert/strict';
import { test } from 'node:test';

import { compareLines, compareWords } from './words.mjs';

const word = (text, x, y = 0, width = 40, height = 19) => ({ text, box: { x, y, width, height } });
const line = (text, x, y, width, height = 19) => ({ text, x, y, width, height });

test('a word within 2 px is in place, whatever its case and wherever it stands in the markup', () => {
  const found = compareWords(
    [word('Read', 0), word('more', 50), word('Read', 0, 100)],
    [word('read', 1.5, 101), word('MORE', 50), word('Read', 0, -2)],
  );
  assert.deepEqual(found, { words: 3, inPlace: 3, moved: [], missing: [] });
});

test('a word elsewhere is told apart from one that is missing', () => {
  const original = [word('One', 0), word('two', 50), word('three', 100)];
  const found = compareWords(original, [word('One', 0, 24), word('two', 50, 0, 43)]);
  assert.equal(found.inPlace, 0);
  assert.deepEqual(found.moved, [
    { text: 'One', by: [0, 24, 0, 0] },
    { text: 'two', by: [0, 0, 3, 0] },
  ]);
  assert.deepEqual(found.missing, ['three']);
});

test('each word is found once', () => {
  const found = compareWords([word('Read', 0), word('Read', 0, 1)], [word('Read', 0)]);
  assert.equal(found.inPlace, 1);
  assert.deepEqual(found.missing, ['Read']);
});

test('words are in place with the line that holds just them', () => {
  const words = [word('One', 0), word('two', 50), word('three', 0, 24), word('two', 50, 24)];
  const kept = compareLines(words, [line('One Two', 0, 0, 90), line('three two', 0, 24, 91)]);
  assert.deepEqual(kept, { words: 4, inPlace: 4, moved: [], missing: [] });

  const lines = [line('One', 0, 0, 40), line('two three', 0, 24, 90), line('two', 0, 48, 40)];
  assert.equal(compareLines(words, lines).inPlace, 1);
});
