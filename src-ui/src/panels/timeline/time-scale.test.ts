import { describe, expect, test } from 'vitest';

import type { AnimationRow } from '../../protocol/AnimationRow';
import { curveOf } from './EasingCurve';
import { dropShare, momentText, placeOf, shareAt, ticks } from './time-scale';

const ANIMATION: AnimationRow = {
  trigger: 'enter',
  followsScrolling: false,
  durationMillis: 600,
  ownDuration: true,
  delayMillis: 200,
  easing: 'ease-out',
  iterations: '1',
  direction: 'normal',
  tracks: [
    { property: 'opacity', keyframes: [{ at: 0, value: '0' }, { at: 0.5, value: '1' }] },
  ],
};
const TRACK = ANIMATION.tracks[0] ?? { property: '', keyframes: [] };

describe('the ruler', () => {
  test('begins with the delay', () => {
    expect(placeOf(ANIMATION, 0)).toBe(0.25);
    expect(placeOf(ANIMATION, 1)).toBe(1);
    expect(shareAt(ANIMATION, 500)).toBe(0.5);
    expect(shareAt(ANIMATION, 100)).toBe(0);
  });

  test('is marked at round times, at most ten steps', () => {
    expect(ticks(ANIMATION).map((it) => it.label)).toEqual([
      '0 ms', '100 ms', '200 ms', '300 ms', '400 ms', '500 ms', '600 ms', '700 ms', '800 ms',
    ]);
    const long = ticks({ ...ANIMATION, durationMillis: 7_300 });
    expect(long.length).toBeLessThanOrEqual(11);
    expect(long[1]?.label).toBe('1 s');
  });

  test('counts shares of the way where scrolling is the time', () => {
    const scrolled = { ...ANIMATION, followsScrolling: true, delayMillis: 0, durationMillis: 300 };
    expect(ticks(scrolled).map((it) => it.label)).toEqual(['0%', '25%', '50%', '75%', '100%']);
    expect(momentText(scrolled, 105)).toBe('35%');
  });
});

describe('a dragged keyframe', () => {
  test('keeps to ten milliseconds', () => {
    expect(dropShare(ANIMATION, TRACK, 0, 343, undefined, 5)).toBe(shareAt(ANIMATION, 340));
  });

  test('goes to the playhead when that is near', () => {
    expect(dropShare(ANIMATION, TRACK, 0, 343, 347, 5)).toBe(shareAt(ANIMATION, 347));
    expect(dropShare(ANIMATION, TRACK, 0, 343, 360, 5)).toBe(shareAt(ANIMATION, 340));
  });

  test('never comes to stand on another', () => {
    expect(dropShare(ANIMATION, TRACK, 0, 500, undefined, 5)).toBeUndefined();
    expect(dropShare(ANIMATION, TRACK, 0.5, 500, undefined, 5)).toBe(0.5);
  });
});

test('curves are read from names and from CSS', () => {
  expect(curveOf('ease-out')).toEqual([0, 0, 0.58, 1]);
  expect(curveOf('cubic-bezier(0.3, -0.5, 0.7, 1.5)')).toEqual([0.3, -0.5, 0.7, 1.5]);
  expect(curveOf('spring(1, 170, 26)')).toBeUndefined();
});
