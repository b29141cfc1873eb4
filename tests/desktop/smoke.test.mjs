/**
 * The desktop smoke test: the real program, in a real window, on a real project. It says that
 * window, web view, WASM, WebGL, IPC and file work together; what each can do is tested elsewhere.
 * Run it by `cargo xtask test`.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

import { colours, decodePng } from './png.mjs';
import { until, Window } from './webdriver.mjs';

const RESULTS = join(import.meta.dirname, 'results');

function fromEnvironment(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. Run the test through \`cargo xtask test\`.`);
  return value;
}

const omnios = (...args) => promisify(execFile)(fromEnvironment('OMNIOS_BIN'), args);

/** How many elements the file has, as the command line reads it. */
async function elementsIn(project) {
  const { stdout } = await omnios('layout', project, '--page', '/', '--width', '1440', '--json');
  const layout = JSON.parse(stdout);
  const elements = Array.isArray(layout) ? layout : layout.elements;
  assert.ok(Array.isArray(elements), `omnios layout prints a list of elements: ${stdout}`);
  return elements.length;
}

test('the studio opens a project in a window, draws it, and saves what is drawn', { timeout: 240_000 }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'omnios-desktop-'));
  const project = join(folder, 'project.omnios');
  await mkdir(RESULTS, { recursive: true });
  await omnios('new', project, '--sample', 'site');
  const before = await elementsIn(project);

  const window = await Window.open({
    driver: fromEnvironment('TAURI_DRIVER'),
    nativeDriver: process.env.WEBKIT_WEBDRIVER ?? '/usr/bin/WebKitWebDriver',
    application: fromEnvironment('OMNIOS_STUDIO_BIN'),
    args: [project],
  });
  let isOpen = true;
  const close = async () => {
    if (isOpen) await window.close();
    isOpen = false;
  };
  t.after(async () => {
    await close();
    await rm(folder, { recursive: true, force: true });
  });

  const saved = (limitMs) =>
    until(
      'the window says that all is saved',
      () => window.run(`return !!document.querySelector('[data-testid="save-state"][data-state="saved"]')`),
      limitMs,
    );
  /** Ids of the elements that the layers tree shows; it renders only the rows in sight. */
  const rows = (condition = '') =>
    window.run(
      `return [...document.querySelectorAll('[data-testid="layer-row"]' + arguments[0])]
        .map((row) => row.dataset.elementId)`,
      condition,
    );
  const shoot = async (name) => {
    const png = await window.screenshot();
    await writeFile(join(RESULTS, name), png);
    return png;
  };

  try {
    const canvas = await window.find('canvas');
    await until('the layers are listed', async () => (await rows()).length > 0);
    await saved();

    const box = await window.box(canvas);
    assert.ok(box.width > 300 && box.height > 300, `a canvas to work on: ${JSON.stringify(box)}`);

    // The first frame comes when fonts and pictures are there.
    const seen = await until('the canvas shows the project', async () => {
      const picture = decodePng(await shoot('opened.png'));
      const scale = picture.width / (await window.run('return innerWidth'));
      const part = colours(picture, {
        x: Math.round(box.x * scale),
        y: Math.round(box.y * scale),
        width: Math.round(box.width * scale),
        height: Math.round(box.height * scale),
      });
      return part.count > 16 && part.largestShare < 0.98 && part;
    });
    t.diagnostic(`canvas ${box.width}×${box.height}: ${seen.count} colours`);

    const rowsBefore = await rows();
    await window.press('r');
    await window.drag(
      { x: box.x + box.width * 0.35, y: box.y + box.height * 0.35 },
      { x: box.x + box.width * 0.55, y: box.y + box.height * 0.5 },
    );
    await until(
      'a selected row for the new rectangle',
      async () => {
        const selected = await rows('[aria-selected="true"]');
        return selected.length === 1 && !rowsBefore.includes(selected[0]);
      },
      20_000,
    );
    await saved(20_000);
    await shoot('drawn.png');
  } catch (error) {
    await shoot('failed.png').catch(() => undefined);
    t.diagnostic(window.output);
    throw error;
  }

  await close();
  await until(
    'the rectangle is in the file',
    async () => (await elementsIn(project)) === before + 1,
    20_000,
  );
});
