import { expect, test } from 'vitest';

import { constraintOf } from './constraints';

test('constraints are read back from what the command sets', () => {
  const read = (left: string, right: string, width: string): string | undefined =>
    constraintOf('horizontal', (name) => ({ left, right, width })[name]);
  expect(read('10px', 'auto', '200px')).toBe('left');
  expect(read('auto', '10px', '200px')).toBe('right');
  expect(read('10px', '20px', 'auto')).toBe('left-right');
  expect(read('calc(50% - 100px)', 'auto', '200px')).toBe('center');
  expect(read('50%', 'auto', '200px')).toBe('center');
  expect(read('12.5%', 'auto', '25%')).toBe('scale');
  expect(constraintOf('vertical', () => undefined)).toBeUndefined();
});
