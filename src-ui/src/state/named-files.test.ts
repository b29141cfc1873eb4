import { describe, expect, it } from 'vitest';

import { holdsPages, packFiles } from './named-files';

/** What jsdom's files can't do. */
function holding(text: string): Pick<File, 'size' | 'arrayBuffer'> {
  const bytes = new TextEncoder().encode(text);
  return { size: bytes.length, arrayBuffer: () => Promise.resolve(bytes.buffer) };
}

describe('bringing in pages', () => {
  it('packs files one after the other behind a list of them', async () => {
    const packed = await packFiles([
      { path: 'a/ä.html', file: holding('<p>') },
      { path: 'b.css', file: holding('p{}') },
    ]);
    const length = new DataView(packed.buffer).getUint32(0, true);
    const text = new TextDecoder();
    expect(JSON.parse(text.decode(packed.subarray(4, 4 + length)))).toEqual([
      { path: 'a/ä.html', size: 3 },
      { path: 'b.css', size: 3 },
    ]);
    expect(text.decode(packed.subarray(4 + length))).toBe('<p>p{}');
  });

  it('knows pages by their names', () => {
    expect(['index.html', 'A.HTM', 'theme.zip', 'x.xhtml', 'figma.json'].every(holdsPages)).toBe(true);
    expect(['photo.png', 'html', 'style.css'].some(holdsPages)).toBe(false);
  });
});
