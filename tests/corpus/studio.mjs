/** The command line of Omnios Studio: importing, exporting, laying out and drawing. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PATIENCE_MS = 300_000;
const LONGEST_OUTPUT = 256 * 1024 * 1024;

async function omnios(...words) {
  try {
    const { stdout } = await run(process.env.OMNIOS_BIN, words, {
      timeout: PATIENCE_MS,
      maxBuffer: LONGEST_OUTPUT,
    });
    return stdout;
  } catch (error) {
    const said = error.killed ? `nothing within ${PATIENCE_MS / 1000} s` : (error.stderr || error.message).trim();
    throw new Error(`omnios ${words[0]}: ${messageIn(said)}`);
  }
}

/** The message of an error that is written as JSON; what a driver printed before it is left out. */
function messageIn(said) {
  const start = said.indexOf('{"error"');
  try {
    return JSON.parse(said.slice(Math.max(start, 0))).error.message;
  } catch {
    return said;
  }
}

/** Imports a page into a new project. Gives its route, its elements, the importer's notes, and the time. */
export async function importPage(project, source) {
  await omnios('new', project, '--json');
  const start = performance.now();
  const answer = JSON.parse(await omnios('import', project, source, '--route', '/', '--json'));
  const seconds = (performance.now() - start) / 1000;
  const [page] = answer.pages;
  if (!page) throw new Error('omnios import: it made no page');
  return { route: page.route, elements: page.elements, notes: answer.notes, seconds };
}

/** The routes of a project's pages. */
export async function routes(project) {
  const { pages } = JSON.parse(await omnios('info', project, '--json'));
  return pages.map(({ route }) => route);
}

/** Exports the site; gives the file of the page at the route. */
export async function exportPage(project, route, folder) {
  await omnios('export', project, '--target', 'html', '--out', folder, '--json');
  return { file: join(folder, route, 'index.html'), root: folder };
}

/** The lines of text on the canvas, and the number of elements that are shown. */
export async function layOut(project, route, width) {
  const rows = JSON.parse(await omnios('layout', project, '--page', route, '--width', String(width), '--json'));
  return { lines: rows.flatMap((row) => row.lines ?? []), elements: rows.length };
}

export async function draw(project, route, width, picture) {
  await omnios('render', project, '--page', route, '--width', String(width), '--out', picture, '--json');
}
