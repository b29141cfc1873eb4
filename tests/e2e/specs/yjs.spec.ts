/**
 * A project is plain Yjs: the stock `yjs` package reads it and edits it, and the studio shows
 * the edit.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import * as Y from 'yjs';

import { expect, omnios, test } from '../studio.ts';

/** An element's name: its own key where it has been renamed, else what it was made with. */
function nameOf(element: Y.Map<unknown>): string {
  const own = element.get('name');
  if (typeof own === 'string') return own;
  return (JSON.parse(element.get('base') as string) as { name: string }).name;
}

function named(elements: Y.Map<Y.Map<unknown>>, name: string): Y.Map<unknown> {
  const found = [...elements.values()].find((element) => nameOf(element) === name);
  if (!found) throw new Error(`there is no element ${name}`);
  return found;
}

test('a stock Yjs client reads names and texts, and its edits show in the project', async ({ project, folder }) => {
  const update = join(folder, 'page.bin');
  await omnios('read-update', project, '/', '--out', update);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, new Uint8Array(await readFile(update)));

  const elements = doc.getMap<Y.Map<unknown>>('elements');
  expect(elements.size).toBeGreaterThan(50);
  const title = named(elements, 'Hero title');
  const text = title.get('text') as Y.Text;
  expect(text.toString()).toContain('Bicycles');

  const before = Y.encodeStateVector(doc);
  doc.transact(() => {
    text.insert(0, 'New: ');
    title.set('name', 'Headline');
    title.set('font-size', '64px');
  });
  await writeFile(update, Y.encodeStateAsUpdate(doc, before));
  await omnios('apply-update', project, '/', update);

  const boxes = JSON.parse(
    await omnios('layout', project, '--page', '/', '--width', '1440', '--json'),
  ) as { name: string; height: number }[];
  expect(boxes.map((box) => box.name)).toContain('Headline');
  expect(boxes.map((box) => box.name)).not.toContain('Hero title');
  const site = join(folder, 'site');
  await omnios('export', project, '--target', 'html', '--out', site);
  const html = await readFile(join(site, 'index.html'), 'utf8');
  expect(html).toContain('New: Bicycles');
  await omnios('verify', project);
});

test('nonsense from a client is refused and changes nothing', async ({ project, folder }) => {
  const update = join(folder, 'nonsense.bin');
  await writeFile(update, new Uint8Array([1, 255, 254, 3, 9]));
  const before = await readFile(project);
  await expect(omnios('apply-update', project, '/', update)).rejects.toThrow();
  const after = await readFile(project);
  expect(after.toString('base64')).toBe(before.toString('base64'));
});
