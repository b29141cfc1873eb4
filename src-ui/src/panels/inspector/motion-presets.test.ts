import { expect, test } from 'vitest';

import { MOTION_PRESETS, withAnimation } from './motion-presets';

test('a preset joins the animations that are there', () => {
  const [fade, rise] = MOTION_PRESETS;
  if (!fade || !rise) throw new Error('no presets');
  expect(withAnimation('none', fade.animation)).toBe(fade.animation);
  expect(withAnimation(fade.animation, rise.animation)).toBe(
    `${fade.animation} ${rise.animation}`,
  );
});
