import { expect, it } from 'vitest';

import { isDrawingFile, isDrawingText, told } from './drawings';

it('tells markup of a drawing from other texts', () => {
  expect(isDrawingText('<svg xmlns="http://www.w3.org/2000/svg"/>')).toBe(true);
  expect(isDrawingText('\n<?xml version="1.0"?>\n<!-- Made by hand -->\n<svg>')).toBe(true);
  expect(isDrawingText('An <svg> in a sentence')).toBe(false);
  expect(isDrawingText('<svgfont>')).toBe(false);
  expect(isDrawingText('<p><svg/></p>')).toBe(false);
});

it('tells drawings by what the browser or their name says', () => {
  expect(isDrawingFile({ name: 'logo', type: 'image/svg+xml' })).toBe(true);
  expect(isDrawingFile({ name: 'Logo.SVG', type: '' })).toBe(true);
  expect(isDrawingFile({ name: 'svg.png', type: 'image/png' })).toBe(false);
});

it('says what came over otherwise', () => {
  const notes = [{ message: 'a mask was left out' }, { message: 'a text became outlines' }];
  expect(told('a.svg', notes)).toBe(
    '“a.svg” is on the page, but a mask was left out; a text became outlines.',
  );
});
