/**
 * Chromium with the studio's fonts alone, showing files of this machine and nothing else.
 *
 * The same letters must come from the same font in the original, on the canvas and in the export.
 * The engine has the bundled fonts, of which imports and exports take one for each generic family,
 * and Inter for whatever it doesn't know. So the browser gets these fonts alone, and the same ones
 * as its generic and its default fonts. A page's own @font-face files are loaded.
 */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

import { chromium } from 'playwright-core';

import { wordsOfPage } from './words.mjs';

/** Where files seem to come from. Nothing listens there: each request is answered from the disk. */
const ORIGIN = 'http://page.invalid';
const VIEWPORT_HEIGHT = 900;
const PATIENCE_MS = 30_000;

/** Chromium cuts pictures off at this height. */
const TALLEST_PX = 16_384;

/** The fonts by the names that they give themselves. */
const INTER = 'Inter Variable';
const FONT_FAMILIES = {
  standard: INTER,
  sansSerif: INTER,
  serif: 'Fraunces',
  fixed: 'JetBrains Mono',
  cursive: INTER,
  fantasy: INTER,
};

const STILL = `*, ::before, ::after {
  animation: none !important;
  transition: none !important;
  caret-color: transparent !important;
}`;

/** `scratch` is a folder for fontconfig's files. */
export async function launch(executablePath, fonts, scratch) {
  await mkdir(scratch, { recursive: true });
  const config = join(scratch, 'fonts.conf');
  await writeFile(config, fontConfiguration(fonts, join(scratch, 'cache')));
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-lcd-text',
      '--font-render-hinting=none',
      '--force-color-profile=srgb',
      '--hide-scrollbars',
    ],
    env: { ...process.env, FONTCONFIG_FILE: config },
  });
  try {
    await expectPinnedFonts(browser);
  } catch (error) {
    await browser.close();
    throw error;
  }
  return browser;
}

/** Advances are fractional as the export's are, edges grey. Inter is what is left where nothing else fits. */
function fontConfiguration(fonts, cache) {
  const path = (folder) => folder.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${path(fonts)}</dir>
  <cachedir>${path(cache)}</cachedir>
  <match target="pattern">
    <edit name="family" mode="append_last"><string>${INTER}</string></edit>
  </match>
  <match target="font">
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="hintstyle" mode="assign"><const>hintnone</const></edit>
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
</fontconfig>
`;
}

/** The font that each list of families must come out in. */
const EXPECTED_FONTS = {
  Inter: INTER,
  'sans-serif': INTER,
  'system-ui': INTER,
  NoSuchFamily: INTER,
  Arial: INTER,
  'Georgia, serif': 'Fraunces',
  'Courier New, monospace': 'JetBrains Mono',
};

async function expectPinnedFonts(browser) {
  const lists = Object.keys(EXPECTED_FONTS);
  const page = await browser.newPage();
  const session = await pinFonts(page);
  await page.setContent(lists.map((it) => `<p style="font-family: ${it}">Letters</p>`).join(''));
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument');
  const { nodeIds } = await session.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: 'p' });
  for (const [index, nodeId] of nodeIds.entries()) {
    const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
    const [font] = fonts.map((it) => it.familyName);
    const expected = EXPECTED_FONTS[lists[index]];
    if (font !== expected) {
      throw new Error(
        `the browser sets ${lists[index]} in ${font} and not in the bundled ${expected}, so its pages can't ` +
          'be compared with the canvas. It takes fonts through fontconfig, which Linux has.',
      );
    }
  }
  await page.close();
}

/** Gives the session through which it is done. */
async function pinFonts(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setFontFamilies', { fontFamilies: FONT_FAMILIES });
  return session;
}

/**
 * Chromium sets `opsz` for the fonts that a page brings alone, and the original has them from the
 * system: beside it, the export must do without.
 */
export const SYSTEM_FONTS = '* { font-optical-sizing: none !important; }';

/**
 * A page at a width: its words, its picture (written to `picture`), its height, and the size in
 * bytes of each file that it loaded. `root` is the folder of addresses that begin with a slash.
 * `style` is added to the page.
 */
export async function look(browser, { file, root }, width, picture, style = '') {
  const context = await browser.newContext({
    viewport: { width, height: VIEWPORT_HEIGHT },
    deviceScaleFactor: 1,
    javaScriptEnabled: false,
    serviceWorkers: 'block',
  });
  try {
    const loaded = new Map();
    await context.route('**', (route) => answer(route, root, loaded));
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await pinFonts(page);
    await page.goto(ORIGIN + encodeURI(file).replaceAll('?', '%3F').replaceAll('#', '%23'));
    // Playwright's own way to add a style waits for an event, which never comes with scripts off.
    await page.evaluate(addStyle, STILL + style);
    await fontsLoaded(page);
    const words = await page.evaluate(wordsOfPage);
    const height = Math.min(TALLEST_PX, await page.evaluate(heightOfPage));
    await page.screenshot({
      path: picture,
      fullPage: true,
      clip: { x: 0, y: 0, width, height },
      animations: 'disabled',
      caret: 'hide',
      scale: 'css',
    });
    return { words, height, loaded };
  } finally {
    await context.close();
  }
}

/** Runs in the page. */
function addStyle(content) {
  const style = document.createElement('style');
  style.textContent = content;
  document.head.append(style);
}

/** Runs in the page. A page that is shorter than the window ends where its content does. */
function heightOfPage() {
  const root = document.documentElement;
  const scrolls = root.scrollHeight > innerHeight;
  return Math.max(1, scrolls ? root.scrollHeight : Math.ceil(root.getBoundingClientRect().height));
}

async function fontsLoaded(page) {
  const deadline = Date.now() + PATIENCE_MS;
  while ((await page.evaluate(() => document.fonts.status)) !== 'loaded') {
    if (Date.now() > deadline) throw new Error('its fonts did not load');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function answer(route, root, loaded) {
  const url = new URL(route.request().url());
  if (url.origin !== ORIGIN) return route.abort('blockedbyclient');
  const path = decodeURIComponent(url.pathname);
  for (const file of [path, join(root, path)]) {
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) continue;
    loaded.set(file, found.size);
    // Names of fonts and styles are what they say, whatever the system's table of types is.
    return route.fulfill({ body: await readFile(file), contentType: TYPES[extname(file).toLowerCase()] });
  }
  return route.fulfill({ status: 404, body: '' });
}

const TYPES = {
  '.html': 'text/html',
  '.htm': 'text/html',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
};
