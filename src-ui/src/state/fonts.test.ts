import { expect, it } from 'vitest';

import { faceNames, fontFamilies, isFontFile } from './fonts';

const face = (family: string, weight: string, style = 'normal') => ({
  family,
  weight,
  style,
  unicodeRange: '',
});

it('offers the project’s families once each, after the bundled ones', () => {
  const assets = [
    { faces: [face('Lato', '700'), face('Anton', '400')] },
    { faces: [face('Lato', '400')] },
    { faces: [] },
  ];
  const families = fontFamilies(assets);
  expect(families[0]).toBe('Inter');
  expect(families.slice(-2)).toEqual(['Anton', 'Lato']);
});

it('names what a font file serves', () => {
  expect(faceNames({ faces: [face('Lato', '100 900', 'italic')] })).toBe('Lato 100–900 italic');
  expect(faceNames({ faces: [face('A', '400'), face('B', '400')] })).toBe('A 400, B 400');
});

it('tells font files by their ending', () => {
  expect(isFontFile({ name: 'Lato.WOFF2' })).toBe(true);
  expect(isFontFile({ name: 'lato.otf' })).toBe(true);
  expect(isFontFile({ name: 'woff.png' })).toBe(false);
});
