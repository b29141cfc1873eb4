import { describe, expect, test } from 'vitest';

import { offeredModes, sizeMode, sizeProperties, type SizeContext } from './sizing';

const inRow: SizeContext = { axis: 'width', parentLayout: 'row', free: false, natural: false };
const inColumn: SizeContext = { ...inRow, parentLayout: 'column' };
const inBlock: SizeContext = { ...inRow, parentLayout: 'block' };
const unset = { grow: '0', alignSelf: 'auto' };

describe('how an element gets its width', () => {
  test('fill grows along the main axis and stretches across it', () => {
    expect(sizeProperties('fill', inRow, 100)).toEqual({ 'flex-grow': '1', width: 'auto' });
    expect(sizeProperties('fill', inColumn, 100)).toEqual({ 'align-self': 'stretch', width: 'auto' });
    expect(sizeProperties('fill', { ...inRow, free: true }, 100)).toEqual({ width: '100%' });
  });

  test('every mode that is offered reads back as itself', () => {
    for (const context of [inRow, inColumn, inBlock, { ...inRow, free: true }]) {
      for (const mode of offeredModes(context)) {
        const set = sizeProperties(mode, context, 320);
        const values = {
          size: set['width'],
          grow: set['flex-grow'] ?? '0',
          alignSelf: set['align-self'] ?? 'auto',
        };
        expect(sizeMode(values, context)).toBe(mode);
      }
    }
  });

  test('an automatic width fills a block parent and hugs in a row', () => {
    expect(sizeMode({ size: 'auto', ...unset }, inBlock)).toBe('fill');
    expect(sizeMode({ size: 'auto', ...unset }, inRow)).toBe('hug');
    expect(sizeMode({ size: 'auto', ...unset }, { ...inBlock, natural: true })).toBe('hug');
  });

  test('a fixed width takes growing back', () => {
    expect(sizeProperties('fixed', inRow, 320.4)).toEqual({ 'flex-grow': '0', width: '320px' });
  });
});
