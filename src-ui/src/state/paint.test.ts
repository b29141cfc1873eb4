import { describe, expect, test } from 'vitest';

import { formatColor, hsvaToRgba, parseColor, rgbaToHsva } from './color';
import { formatPaints, parsePaints } from './paint';
import { formatShadows, parseShadows } from './shadow';

const HASH = 'ab'.repeat(32);

describe('paints', () => {
  test('read back what the document writes', () => {
    const text = `linear-gradient(135deg, #ff0000 0%, #0000ff80 62.5%, #00ff00 100%), radial-gradient(#ffffff 0%, #000000 100%), image(${HASH} contain), #123456`;
    const paints = parsePaints(text);
    expect(paints?.map((paint) => paint.kind)).toEqual(['linear', 'radial', 'image', 'solid']);
    expect(formatPaints(paints ?? [])).toBe(text);
    expect(parsePaints('none')).toEqual([]);
    expect(formatPaints([])).toBe('none');
  });

  test('keep where their tiles lie', () => {
    const text = `image(${HASH} 10px calc(100% - 4px) / 150% auto repeat-x fixed), image(${HASH} 0% 0% / auto repeat), radial-gradient(circle at 50% 50%, #ffffff 0%, #000000 100%) 0% 0% / 20px 20px repeat, linear-gradient(90deg, #ffffff 0%, #000000 100%) 0% 0% / calc(100% - 4px) auto no-repeat, image(${HASH} cover 0% 50%)`;
    const paints = parsePaints(text) ?? [];
    expect(formatPaints(paints)).toBe(text);
    const [image] = paints;
    expect(image?.kind === 'image' && image.tiles).toEqual({
      size: '150% auto',
      repeat: 'repeat-x',
      fixed: true,
    });
    expect(image?.kind === 'image' && image.position).toBe('10px calc(100% - 4px)');
  });

  test('spread stops without positions evenly and understand named directions', () => {
    const [gradient] = parsePaints('linear-gradient(to right, #fff, rgb(1, 2, 3), #000)') ?? [];
    expect(gradient?.kind === 'linear' && gradient.angle).toBe(90);
    expect(gradient?.kind === 'linear' && gradient.stops.map((stop) => stop.offset)).toEqual([
      0, 0.5, 1,
    ]);
  });

  test('are written with their stops in order, as the document wants them', () => {
    const [gradient] = parsePaints('radial-gradient(#fff 0%, #000 100%)') ?? [];
    if (gradient?.kind !== 'radial') throw new Error('not a radial gradient');
    const reversed = { ...gradient, stops: [...gradient.stops].reverse() };
    expect(formatPaints([reversed])).toBe('radial-gradient(#ffffff 0%, #000000 100%)');
  });

  test.each(['linear-gradient(#fff)', 'image()', 'url(a)', '#fff #000', 'image(x stretch)', 'image(x 0% 0% / auto)', 'image(x 0% 0% / repeat)'])(
    'that are malformed are refused: %s',
    (text) => {
      expect(parsePaints(text)).toBeUndefined();
    },
  );
});

describe('shadows', () => {
  test('read back what the document writes', () => {
    const text = '0px 4px 12px -2px #00000033, inset 1px 1px 0px 0px #ffffff';
    expect(formatShadows(parseShadows(text) ?? [])).toBe(text);
    expect(parseShadows('none')).toEqual([]);
  });

  test('may leave blur and spread out, and take any notation of the colour', () => {
    expect(parseShadows('0 2px rgba(0, 0, 0, 0.2)')).toEqual([
      { inset: false, x: 0, y: 2, blur: 0, spread: 0, color: { r: 0, g: 0, b: 0, a: 0.2 } },
    ]);
  });

  test.each(['1px #000', 'a b #000', '1px 2px', '1px 2px 3px 4px 5px #000'])(
    'that are malformed are refused: %s',
    (text) => {
      expect(parseShadows(text)).toBeUndefined();
    },
  );
});

describe('colours', () => {
  test('keep their value through the picker', () => {
    for (const text of ['#6633cc', '#000000', '#ffffff', '#80808040', '#ff7a59', '#010203']) {
      const color = parseColor(text);
      if (!color) throw new Error(text);
      expect(formatColor(hsvaToRgba(rgbaToHsva(color)))).toBe(text);
    }
  });

  test('are read with and without the sign, short and long', () => {
    for (const text of ['63c', '#63C', '6633CCff', 'rgb(102 51 204 / 100%)']) {
      const color = parseColor(text);
      expect(color && formatColor(color)).toBe('#6633cc');
    }
    for (const text of ['', '#12', '#12345', 'ggg', 'rgb(300,0,0)']) {
      expect(parseColor(text)).toBeUndefined();
    }
  });
});
