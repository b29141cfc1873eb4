import { expect, test } from 'vitest';

import { formatPaint, parsePaint, type Paint } from '../../state/paint';
import { withFit } from './convert-paint';

function image(text: string): Extract<Paint, { kind: 'image' }> {
  const paint = parsePaint(text);
  if (paint?.kind !== 'image') throw new Error(text);
  return paint;
}

test('an image becomes tiles and a single image again', () => {
  const tiled = withFit(image('image(x cover 0% 50%)'), 'tile');
  expect(formatPaint(tiled)).toBe('image(x 0% 50% / auto repeat)');
  expect(formatPaint(withFit(tiled, 'contain'))).toBe('image(x contain 0% 50%)');
});

test('tiles keep their size while they are tiles', () => {
  const tiled = withFit(image('image(x 50% 50% / 20px auto repeat-x fixed)'), 'tile');
  expect(formatPaint(tiled)).toBe('image(x 50% 50% / 20px auto repeat-x fixed)');
});
