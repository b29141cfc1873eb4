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

import { SYSTEM_FONTS, launch, look } from './browser.mjs';
import { pagesNamed } from './pages.mjs';
import {
  MARKS,
  OTHER_RASTERISER,
  SAME_RASTERISER,
  comparePictures,
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
  const name = page.name.replaceAll('/', '-');
  const folder = join(results, 'pages', name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const project = page.project ?? join(folder, 'page.omnios');
  const imported = page.project ? { route: page.route, notes: [] } : await importPage(project, page.file);
  const exported = await exportPage(project, imported.route, join(folder, 'export'));

  const subject = { page, project, route: imported.route, exported, folder };
  const pairs = [];
  const loaded = { original: new Map(), export: new Map() };
  let elements = imported.elements;
  for (const width of widths) {
    const { sheet, looks, shown, ...pair } = await measureAt(browser, subject, width);
    await writeSheet(browser, join(results, `${name}-${width}.png`), `${page.name} at ${width} px`, sheet);
    for (const side of ['original', 'export']) {
      for (const [file, size] of looks[side]?.loaded ?? []) loaded[side].set(file, size);
    }
    elements ??= shown;
    pairs.push(pair);
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

/** Takes the pictures at one width and compares them. */
async function measureAt(browser, { page, project, route, exported, folder }, width) {
  const picture = (name) => join(folder, `${name}-${width}.png`);
  const looks = { export: await look(browser, exported, width, picture('export')) };
  if (page.file) {
    looks.original = await look(browser, page, width, picture('original'));
    looks.kept = await look(browser, exported, width, picture('kept'), SYSTEM_FONTS);
  }
  await draw(project, route, width, picture('canvas'));
  const { lines, elements } = await layOut(project, route, width);

  const under = await readPicture(picture('export'));
  const drawn = comparePictures(await readPicture(picture('canvas')), under, OTHER_RASTERISER);
  const kept =
    looks.original &&
    comparePictures(await readPicture(picture('original')), await readPicture(picture('kept')), SAME_RASTERISER);
  const masks = [{ mask: drawn.mask, mark: MARKS.canvas }];
  if (kept) masks.unshift({ mask: kept.mask, mark: MARKS.original });
  await writeDifference(picture('difference'), under, masks);

  const sheet = [
    { label: 'Canvas', picture: picture('canvas') },
    { label: 'Export', picture: picture('export') },
    { label: 'Against the export: red original, blue canvas', picture: picture('difference') },
  ];
  if (kept) sheet.unshift({ label: 'Original', picture: picture('original') });
  return {
    width,
    heights: { original: looks.original?.height, export: looks.export.height },
    import: kept && { pixels: kept.share, ...compareWords(looks.original.words, looks.kept.words) },
    canvas: { pixels: drawn.share, ...compareLines(looks.export.words, lines) },
    sheet,
    looks,
    shown: elements,
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
  const found = { browser: `Chromium ${browser.version()}`, widths, pages: measured };
  await browser.close();
  await writeFile(join(results, 'fidelity.json'), `${JSON.stringify(found, null, 1)}\n`);
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
}
