/**
 * Unpacks what `npm pack` fetches: regular files alone, and none outside the folder. Links,
 * devices and owners that an archive may name are left out.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';

const BLOCK = 512;

/** Writes the files of a gzipped tar archive below `folder`. */
export async function unpack(archive, folder) {
  for (const { path, content } of files(gunzipSync(archive))) {
    const target = resolve(folder, path);
    if (!target.startsWith(resolve(folder) + sep)) {
      throw new Error(`the archive holds ${path}, which lies outside of it`);
    }
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
}

/** The regular files of a tar archive (POSIX ustar and pax). */
export function* files(tar) {
  let paxPath;
  for (let at = 0; at + BLOCK <= tar.length; ) {
    const header = tar.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return;
    const size = parseInt(text(header, 124, 12), 8) || 0;
    const content = tar.subarray(at + BLOCK, at + BLOCK + size);
    if (content.length < size) throw new Error('the archive ends within a file');
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;

    const kind = text(header, 156, 1) || '0';
    if (kind === 'x') {
      paxPath = paxRecord(content, 'path');
      continue;
    }
    const prefix = text(header, 345, 155);
    const path = paxPath ?? (prefix ? `${prefix}/` : '') + text(header, 0, 100);
    paxPath = undefined;
    if (kind === '0') yield { path, content };
  }
}

function text(header, start, length) {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.subarray(0, end < 0 ? length : end).toString('utf8').trim();
}

/** A value of a pax header, whose records are `LENGTH KEY=VALUE\n` with the length of the whole. */
function paxRecord(content, wanted) {
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(0x20, at);
    const length = parseInt(content.subarray(at, space).toString(), 10);
    if (!(length > 0)) return undefined;
    const record = content.subarray(space + 1, at + length - 1).toString('utf8');
    const [key] = record.split('=', 1);
    if (key === wanted) return record.slice(key.length + 1);
    at += length;
  }
  return undefined;
}
