import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { files, unpack } from './tarball.mjs';

/** An entry of a tar archive: its header and its content, filled up to whole blocks. */
function entry(path, content, kind = '0') {
  const bytes = Buffer.from(content);
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write(kind, 156);
  return Buffer.concat([header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

test('files come out with their names, long ones too, and links do not', () => {
  const long = `package/${'a'.repeat(120)}.css`;
  const record = ` path=${long}\n`;
  const archive = Buffer.concat([
    entry('package/index.html', '<p>'.repeat(300)),
    entry('package/link', '', '2'),
    entry('PaxHeader', `${record.length + 3}${record}`, 'x'),
    entry('package/cut', 'p {}'),
    Buffer.alloc(1024),
  ]);
  const found = [...files(archive)].map(({ path, content }) => [path, content.length]);
  assert.deepEqual(found, [
    ['package/index.html', 900],
    [long, 4],
  ]);
});

test('an archive that ends within a file is refused', () => {
  assert.throws(() => [...files(entry('package/a', 'x'.repeat(600)).subarray(0, 1024))], /ends within/);
});

test('nothing is written outside of the folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'omnios-tarball-'));
  try {
    await unpack(gzipSync(entry('package/a.txt', 'inside')), folder);
    assert.equal(await readFile(join(folder, 'package/a.txt'), 'utf8'), 'inside');
    await assert.rejects(unpack(gzipSync(entry('../a.txt', 'outside')), folder), /lies outside/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
