import { describe, expect, test } from 'vitest';

import { setProperties, sizeMode, type SizeContext } from './sizing';

const inRow: SizeContext = { axis: 'width', parentLayout: 'row', free: false, natural: false };
const inColumn: SizeContext = { ...inRow, parentLayout: 'column' };
const inBlock: SizeContext = { ...inRow, parentLayout: 'block' };
const inGrid: SizeContext = { ...inRow, parentLayout: 'grid' };
const unset = { grow: '0', alignSelf: 'auto' };

describe('how an element gets its width', () => {
  test('growing along the main axis and stretching across it fill', () => {
    expect(sizeMode({ size: 'auto', grow: '1', alignSelf: 'auto' }, inRow)).toBe('fill');
    expect(sizeMode({ size: 'auto', grow: '0', alignSelf: 'stretch' }, inColumn)).toBe('fill');
    expect(sizeMode({ size: '100%', ...unset }, { ...inRow, free: true })).toBe('fill');
  });

  test('a width that follows from the content hugs everywhere', () => {
    for (const context of [inRow, inColumn, inBlock, inGrid]) {
      expect(sizeMode({ size: 'fit-content', ...unset }, context)).toBe('hug');
    }
  });

  test('an automatic width fills a block parent and a cell, and hugs in a row', () => {
    expect(sizeMode({ size: 'auto', ...unset }, inBlock)).toBe('fill');
    expect(sizeMode({ size: 'auto', ...unset }, inGrid)).toBe('fill');
    expect(sizeMode({ size: 'auto', ...unset }, inRow)).toBe('hug');
    expect(sizeMode({ size: 'auto', ...unset }, { ...inBlock, natural: true })).toBe('hug');
  });

  test('a width that is set takes growing back', () => {
    const set = setProperties(inRow, '320px');
    expect(set).toEqual({ 'flex-grow': '0', 'flex-basis': 'auto', width: '320px' });
    expect(sizeMode({ size: '320px', ...unset }, inRow)).toBe('fixed');
    expect(sizeMode({ size: '25%', ...unset }, inBlock)).toBe('percent');
  });
});
