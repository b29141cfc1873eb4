/**
 * Which pages are measured: those of the packages that package.json pins under `corpus`, or
 * files and folders of one's own.
 *
 * A page is `{ name, file, root }`: `root` is the folder that addresses such as `/logo.png` mean.
 * A project of the studio is a page with `project` instead, which has no original.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';

import { unpack } from './tarball.mjs';

const run = promisify(execFile);
const { corpus } = JSON.parse(await readFile(new URL('package.json', import.meta.url), 'utf8'));

/** The pages that the words name; the whole corpus without any. `library` keeps packages. */
export async function pagesNamed(words, library) {
  const wanted = words.length > 0 ? words : Object.keys(corpus);
  const found = [];
  for (const word of wanted) found.push(...(await pagesOf(word, library)));
  const once = new Map(found.map((page) => [page.name, page]));
  return [...once.values()];
}

async function pagesOf(word, library) {
  const [site] = word.split('/', 1);
  if (Object.hasOwn(corpus, site)) {
    const pages = await pagesOfSite(site, library);
    const chosen = pages.filter(({ name }) => word === site || name === word);
    if (chosen.length > 0) return chosen;
    throw new Error(`${site} has no page ${word}; it has ${pages.map((it) => it.name).join(', ')}`);
  }
  return pagesAt(resolve(word));
}

async function pagesAt(path) {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) {
    const files = await htmlFiles(path);
    if (files.length === 0) throw new Error(`there is no .html file in ${path}`);
    return files.map((file) => ({ name: `${basename(path)}/${nameIn(path, file)}`, file, root: path }));
  }
  const kind = extname(path).toLowerCase();
  const name = basename(path, extname(path));
  if (found && kind === '.omnios') return [{ name, project: path }];
  if (found && /^\.x?html?$/.test(kind)) return [{ name, file: path, root: dirname(path) }];
  throw new Error(
    `${path} is no page. Name an .html file, a folder of them, an .omnios project, or of the ` +
      `corpus ${Object.keys(corpus).join(', ')}; one page of a site is SITE/PAGE, such as agency/index`,
  );
}

async function pagesOfSite(site, library) {
  const { folder = '.', pages } = corpus[site];
  const root = join(await fetched(site, library), folder);
  const files = pages ? pages.map((page) => join(root, `${page}.html`)) : await htmlFiles(root);
  return files.map((file) => ({ name: `${site}/${nameIn(root, file)}`, file, root }));
}

function nameIn(root, file) {
  return relative(root, file).slice(0, -extname(file).length).split(sep).join('/');
}

async function htmlFiles(folder) {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => /\.html?$/i.test(name) && !name.split(sep).includes('node_modules'))
    .sort()
    .map((name) => join(folder, name));
}

/** The folder of a package, which is fetched unless it was before. */
async function fetched(site, library) {
  const { package: spec, integrity } = corpus[site];
  const folder = join(library, spec);
  if (existsSync(folder)) return join(folder, 'package');
  console.error(`Fetching ${spec}`);
  await mkdir(library, { recursive: true });
  const scratch = await mkdtemp(join(library, 'fetching-'));
  try {
    // Packing fetches the archive and runs none of its scripts, as installing would.
    const windows = process.platform === 'win32';
    const packing = await run(windows ? 'npm.cmd' : 'npm', ['pack', spec, '--ignore-scripts', '--silent'], {
      cwd: scratch,
      shell: windows,
    }).catch((error) => {
      throw new Error(
        `npm could not fetch ${spec}: ${(error.stderr || error.message).trim()}\nThe corpus comes ` +
          'from the registry that npm is set to. Pages of your own need none: ' +
          'cargo xtask fidelity PATH.html',
      );
    });
    const archive = await readFile(join(scratch, packing.stdout.trim()));
    const [algorithm, expected] = integrity.split(/-(.*)/s);
    if (createHash(algorithm).update(archive).digest('base64') !== expected) {
      throw new Error(`${spec} is not the archive whose checksum tests/corpus/package.json has`);
    }
    const unpacked = join(scratch, 'unpacked');
    await unpack(archive, unpacked);
    await rename(unpacked, folder);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return join(folder, 'package');
}
