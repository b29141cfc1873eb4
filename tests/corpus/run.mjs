/**
 * What `cargo xtask fidelity` measures: a page as it was published, as the canvas shows it once it
 * is imported, and as the export of that looks. README.md beside this says how.
 *
 *     node run.mjs RESULTS LIBRARY WIDTHS [PAGE…]
 *
 * RESULTS gets the contact sheets and fidelity.json, LIBRARY keeps the corpus' packages, WIDTHS are
 * separated by commas. In the environment: OMNIOS_BIN, CHROMIUM and OMNIOS_FONTS, the folder of the
 * bundled fonts. What goes wrong with a page is a result of it; the others are measured.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

import { launch, look } from './browser.mjs';
import { pagesNamed } from './pages.mjs';
import {
  OTHER_RASTERISER,
  SAME_RASTERISER,
  comparePictures,
  marks,
  readPicture,
  writeDifference,
} from './pictures.mjs';
import { writeSheet } from './sheet.mjs';
import { draw, exportPage, importPage, layOut, routes } from './studio.mjs';
import { compareLines, compareWords } from './words.mjs';

/** Drawing a page and comparing pictures each take a core. */
const AT_ONCE = 2;

/** Measures a page at every width. */
async function measure(browser, page, widths, results) {
  const file = page.name.replaceAll('/', '-');
  const folder = join(results, 'pages', file);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const project = page.project ?? join(folder, 'page.omnios');
  const imported = page.project ? { route: page.route, notes: [] } : await importPage(project, page.file);
  const exported = await exportPage(project, imported.route, join(folder, 'export'));

  const pairs = [];
  const loaded = { original: new Map(), export: new Map() };
  let elements = imported.elements;
  for (const width of widths) {
    const picture = (name) => join(folder, `${name}-${width}.png`);
    const original = page.file && (await look(browser, page, width, picture('original')));
    const after = await look(browser, exported, width, picture('export'));
    await draw(project, imported.route, width, picture('canvas'));
    const canvas = await layOut(project, imported.route, width);
    elements ??= canvas.elements;
    for (const [file, size] of original?.loaded ?? []) loaded.original.set(file, size);
    for (const [file, size] of after.loaded) loaded.export.set(file, size);

    const exportPicture = await readPicture(picture('export'));
    const drawn = comparePictures(await readPicture(picture('canvas')), exportPicture, OTHER_RASTERISER);
    const masks = [{ mask: drawn.mask, mark: marks.canvas }];
    const pair = {
      width,
      heights: { original: original?.height, export: after.height },
      canvas: { pixels: drawn.share, ...compareLines(after.words, canvas.lines) },
    };
    if (original) {
      const kept = comparePictures(await readPicture(picture('original')), exportPicture, SAME_RASTERISER);
      masks.unshift({ mask: kept.mask, mark: marks.import });
      pair.import = { pixels: kept.share, ...compareWords(original.words, after.words) };
    }
    pairs.push(pair);

    await writeDifference(picture('difference'), exportPicture, masks);
    const sheet = join(results, `${file}-${width}.png`);
    await writeSheet(browser, sheet, `${page.name} at ${width} px`, [
      ...(original ? [{ label: 'Original', picture: picture('original') }] : []),
      { label: 'Canvas', picture: picture('canvas') },
      { label: 'Export', picture: picture('export') },
      { label: 'Against the export: red original, blue canvas', picture: picture('difference') },
    ]);
  }
  return {
    page: page.name,
    elements,
    import_s: imported.seconds,
    bytes: { original: page.file ? sizes(loaded.original) : undefined, export: sizes(loaded.export) },
    notes: imported.notes,
    pairs,
  };
}

/** What a browser loaded at all widths: the markup and styles, and everything. */
function sizes(loaded) {
  let code = 0;
  let all = 0;
  for (const [file, size] of loaded) {
    all += size;
    if (/^\.(html?|css)$/i.test(extname(file))) code += size;
  }
  return { code, all };
}

const [results, library, widthWords, ...words] = process.argv.slice(2);
const widths = widthWords.split(',').map(Number);
try {
  const named = await pagesNamed(words, library);
  const pages = [];
  for (const page of named) {
    const at = (route) => ({ ...page, route, name: page.name + route.replace(/\/$/, '') });
    pages.push(...(page.project ? (await routes(page.project)).map(at) : [page]));
  }
  await mkdir(results, { recursive: true });
  const browser = await launch(process.env.CHROMIUM, process.env.OMNIOS_FONTS, join(results, 'fonts'));
  const measured = new Array(pages.length);
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < pages.length; index = next++) {
      const page = pages[index];
      console.error(`${index + 1} of ${pages.length}: ${page.name}`);
      measured[index] = await measure(browser, page, widths, results).catch((error) => ({
        page: page.name,
        error: error.message,
      }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const name = `Chromium ${browser.version()}`;
  await browser.close();
  await writeFile(join(results, 'fidelity.json'), `${JSON.stringify({ browser: name, widths, pages: measured }, null, 1)}\n`);
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
}
