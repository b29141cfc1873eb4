import { describe, expect, it } from 'vitest';

import type { TokenRow } from '../../protocol/TokenRow';
import { freeName, groupTokens, tokenName } from './token-groups';

const token = (name: string, label: string): TokenRow => ({
  name,
  label,
  kind: 'color',
  value: '#000000',
  modes: {},
  description: '',
});

describe('tokens', () => {
  it('stand under the groups that their labels name', () => {
    const groups = groupTokens([
      token('size-m', 'Size/M'),
      token('color-brand-1', 'Color/Brand/1'),
      token('lone', 'Lone'),
      token('size-l', 'Size/L'),
    ]);
    expect(groups.map((it) => [it.name, it.tokens.map((row) => row.name)])).toEqual([
      ['', ['lone']],
      ['Color/Brand', ['color-brand-1']],
      ['Size', ['size-m', 'size-l']],
    ]);
  });

  it('get names that no other has', () => {
    expect(tokenName(' Brand / Größe 1 ')).toBe('brand-größe-1');
    expect(tokenName('—')).toBe('token');
    const rows = [token('a', 'a'), token('a-2', 'a')];
    expect(freeName(rows, 'a')).toBe('a-3');
    expect(freeName(rows, 'b')).toBe('b');
  });
});
