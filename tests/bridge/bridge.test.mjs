/**
 * The scenarios of `main.rs` in WebAssembly: the studio's module, in Node, must give the answers
 * that native code gave, byte for byte. OMNIOS_WASM names the module's file.
 */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const bindings = process.env.OMNIOS_WASM ?? join(root, 'src-ui/src/platform/wasm');

const FONTS = [
  ['Inter', false, 'Inter.ttf'],
  ['Inter', true, 'Inter-Italic.ttf'],
  ['Fraunces', false, 'Fraunces.ttf'],
  ['Fraunces', true, 'Fraunces-Italic.ttf'],
  ['JetBrains Mono', false, 'JetBrainsMono.ttf'],
];

const { default: start, EngineBridge } = await import(
  pathToFileURL(join(bindings, 'omnios_wasm.js')).href
);
await start({ module_or_path: await readFile(join(bindings, 'omnios_wasm_bg.wasm')) });
const fonts = await Promise.all(
  FONTS.map(async ([family, italic, file]) => [
    family,
    italic,
    await readFile(join(root, 'assets/fonts', file)),
  ]),
);

const lines = async (path) => (await readFile(path, 'utf8')).split('\n').filter(Boolean);

for (const name of (await readdir(join(here, 'scenarios'))).sort()) {
  if (!name.endsWith('.calls.jsonl')) continue;
  test(`${name} gets native code's answers`, async () => {
    const calls = await lines(join(here, 'scenarios', name));
    const answers = await lines(join(here, 'scenarios', name.replace('.calls.', '.answers.')));
    assert.equal(calls.length, answers.length);
    const bridge = new EngineBridge();
    for (const [family, italic, bytes] of fonts) bridge.add_font(family, italic, bytes);
    calls.forEach((call, index) => {
      assert.equal(bridge.call(call), answers[index], `line ${index + 1}: ${call.slice(0, 200)}`);
    });
    bridge.free();
  });
}
