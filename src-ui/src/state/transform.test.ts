import { expect, test } from 'vitest';

import { formatTransform, parseTransform, transformValues, withTransformValues } from './transform';

test('a transform is read and written with both axes named', () => {
  const text = 'translate(calc(50% - 10px), -50%) rotate(45deg) scale(2) skewX(10deg)';
  expect(formatTransform(parseTransform(text))).toBe(
    'translate(calc(50% - 10px), -50%) rotate(45deg) scale(2, 2) skew(10deg, 0deg)',
  );
  expect(transformValues(text, 'scale')).toEqual(['2', '2']);
  expect(transformValues('none', 'translate')).toEqual(['0px', '0px']);
});

test('a field changes the first function of its kind where it stands', () => {
  const text = 'rotate(30deg) translate(10px, 0px) matrix(1, 0, 0, 1, 5, 5) rotate(5deg)';
  expect(withTransformValues(text, 'rotate', ['60deg'])).toBe(
    'rotate(60deg) translate(10px, 0px) matrix(1, 0, 0, 1, 5, 5) rotate(5deg)',
  );
  expect(withTransformValues(text, 'translate', ['0px', '0px'])).toBe(
    'rotate(30deg) matrix(1, 0, 0, 1, 5, 5) rotate(5deg)',
  );
});

test('a new function stands where CSS would apply it', () => {
  expect(withTransformValues('scale(2, 2)', 'rotate', ['9deg'])).toBe('rotate(9deg) scale(2, 2)');
  expect(withTransformValues('rotate(9deg)', 'scale', ['2', '1'])).toBe('rotate(9deg) scale(2, 1)');
  expect(withTransformValues('rotate(9deg)', 'scale', ['1', '1'])).toBe('rotate(9deg)');
  expect(withTransformValues('rotate(9deg)', 'rotate', ['0deg'])).toBe('none');
});
