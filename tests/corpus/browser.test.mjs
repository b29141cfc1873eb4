import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';

import { launch, look } from './browser.mjs';

const fonts = fileURLToPath(new URL('../../assets/fonts', import.meta.url));
let folder;
let browser;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnios-corpus-'));
  browser = await launch(process.env.CHROMIUM, fonts, join(folder, 'fonts'));
});

after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

async function seen(body) {
  const file = join(folder, 'page #1.html');
  await writeFile(file, `<!doctype html><meta charset="utf-8"><body style="margin: 0">${body}`);
  return look(browser, { file, root: folder }, 400, join(folder, 'page.png'));
}

async function texts(body) {
  return (await seen(body)).words.map(({ text }) => text);
}

test('letters in a row are one word, whatever elements they are in', async () => {
  const body = '<p>Sp<b>li</b>t <i>one</i> two<br>three<span> four</span></p><p>five</p>six<img alt="">seven';
  assert.deepEqual(await texts(body), ['Split', 'one', 'two', 'three', 'four', 'five', 'six', 'seven']);
});

test('a word that goes on in the next line is one in each', async () => {
  const body = '<p style="width: 60px; font: 16px Inter">well-<b>known</b> hand-made H<sub>2</sub>O</p>';
  assert.deepEqual(await texts(body), ['well-', 'known', 'hand-', 'made', 'H2O']);
});

test('what nobody sees is no word', async () => {
  const body = `
    <p hidden>hidden</p> <p style="visibility: hidden">invisible</p> <p style="opacity: 0">clear</p>
    <p style="position: absolute; clip: rect(0,0,0,0)">clipped</p>
    <div style="height: 0; overflow: hidden">folded</div>
    <div style="overflow: hidden; width: 0"><b style="position: absolute">placed</b></div>
    <p style="position: absolute; left: -999px">away</p>
    <script>document.body.append('scripted')</script><p>seen</p>`;
  assert.deepEqual(await texts(body), ['placed', 'seen']);
});

const row = (family) => `<p style="margin: 0; font: 20px/30px ${family}">Letters</p>`;

test('a box is in px of the page, fractions kept', async () => {
  const { words, height } = await seen(row('Inter') + row('Inter'));
  assert.equal(height, 60);
  assert.equal(words[1].box.y - words[0].box.y, 30);
  assert.notEqual(words[0].box.width % 1, 0);
});

test('fonts that are not there give way as they do in the studio', async () => {
  const widths = async (...families) => (await seen(families.map(row).join(''))).words.map(({ box }) => box.width);
  const [inter, fraunces, mono] = await widths('Inter', 'Fraunces', 'JetBrains Mono');
  assert.deepEqual(await widths('NoSuchFont', 'Arial, sans-serif', 'Lora, serif', 'Menlo, monospace'), [
    inter,
    inter,
    fraunces,
    mono,
  ]);
});

test('only files of the page are loaded, and it stands still', async () => {
  await writeFile(join(folder, 'own.css'), 'p { animation: away 1s both } @keyframes away { to { opacity: 0 } }');
  const { words, loaded } = await seen(
    '<link rel="stylesheet" href="/own.css"><img src="http://example.com/a.png"><p>still</p>',
  );
  assert.deepEqual(words.map(({ text }) => text), ['still']);
  assert.deepEqual([...loaded.keys()].map((it) => it.slice(folder.length + 1)), ['page #1.html', 'own.css']);
});
