/**
 * The part of `cargo xtask bench engine` that needs a browser or Node: the scenes in WebAssembly,
 * Yoga and Chromium's own layout beside the engine's, and the same gestures in the studio, tldraw
 * and GrapesJS. xtask names everything in the environment:
 *
 * OMNIOS_BIN, OMNIOS_UI_DIR     the program and the page that it serves
 * OMNIOS_BENCH_FOLDER           project files, their exports and flex.json, made by bench-document
 * OMNIOS_BENCH_WASM             bindings of omnios_bench
 * OMNIOS_BENCH_NATIVE           what the native scenes measured, a JSON line each
 * OMNIOS_BENCH_OUT              where the lines go
 * OMNIOS_BENCH_QUICK            smaller documents and shorter gestures, if set
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { measureExport } from './export.mjs';
import { gestures } from './gestures.mjs';
import { browser, renderer } from './measure.mjs';
import { report } from './measure.mjs';
import { wasmScenes } from './wasm.mjs';
import { measureYoga } from './yoga.mjs';

const quick = Boolean(process.env.OMNIOS_BENCH_QUICK);
const folder = process.env.OMNIOS_BENCH_FOLDER;
const budgetMs = quick ? 500 : 3_000;

const native = (await readFile(process.env.OMNIOS_BENCH_NATIVE, 'utf8'))
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line));

const { launched, name } = await browser();
try {
  const page = await launched.newPage();
  const drawnBy = await renderer(page);
  await page.close();

  const wasm = await wasmScenes(launched, quick, budgetMs);
  const yoga = await measureYoga(join(folder, 'flex.json'), budgetMs);
  const chromium = await measureExport(launched, name, join(folder, 'site/index.html'), budgetMs);
  for (const line of wasm) report({ ...line, place: `${name}, WebAssembly` });
  for (const [place, lines] of [['native', native], [`${name}, WebAssembly`, wasm]]) {
    const flex = lines.find((line) => line.name.startsWith('flex layout'));
    if (flex) report({ ...flex, ...yoga, place });
    const full = lines.find((line) => line.name.startsWith('full layout'));
    if (full) report({ ...full, ...chromium, place });
  }
  await gestures(launched, { quick, folder, place: `${name}, ${drawnBy}` });
} finally {
  await launched.close();
}
