import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PNG } from 'pngjs';

import { OTHER_RASTERISER, SAME_RASTERISER, comparePictures } from './pictures.mjs';

function picture(width, height, grey) {
  const made = new PNG({ width, height });
  for (let at = 0; at < width * height; at += 1) {
    const value = grey(at % width, Math.floor(at / width));
    made.data.set([value, value, value, 255], at * 4);
  }
  return made;
}

const white = () => 255;

test('what one picture has beyond the other differs', () => {
  assert.equal(comparePictures(picture(10, 10, white), picture(10, 20, white), SAME_RASTERISER).share, 0.5);
  assert.equal(comparePictures(picture(10, 10, white), picture(10, 10, white), SAME_RASTERISER).share, 0);
});

test('a mark on the page differs, and the mask says where', () => {
  const marked = picture(10, 10, (x, y) => (x < 2 && y < 5 ? 0 : 255));
  const { share, mask } = comparePictures(picture(10, 10, white), marked, SAME_RASTERISER);
  assert.equal(share, 0.1);
  assert.deepEqual([mask.differs[0], mask.differs[5]], [1, 0]);
});

test('greys of an edge are forgiven of another rasteriser alone', () => {
  const edge = (grey) => picture(12, 12, (x, y) => (x + y < 11 ? 0 : x + y === 11 ? grey : 255));
  assert.ok(comparePictures(edge(100), edge(170), SAME_RASTERISER).share > 0);
  assert.equal(comparePictures(edge(100), edge(170), OTHER_RASTERISER).share, 0);
});
