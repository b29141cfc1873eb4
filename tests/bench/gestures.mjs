/**
 * The same gestures in the studio, in tldraw and in GrapesJS, in the same browser: how long frames
 * take while input arrives as fast as the page takes it.
 *
 * tldraw holds at most 4,000 shapes a page, so all three get a page of as many elements; the
 * studio also gets one of 100,000. What an editor doesn't have (GrapesJS has no marquee) is left
 * out, not replaced.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { build } from 'esbuild';

import { installedVersion, quantile, report } from './measure.mjs';
import { serve } from './wasm.mjs';

const STEPS = 90;
const QUICK_STEPS = 30;

/** Counts frames while `act` runs: the milliseconds between one frame and the next. */
async function frames(page, act) {
  await page.evaluate(() => {
    const recorded = [];
    let last = 0;
    const tick = (now) => {
      if (globalThis.benchStopped) return;
      if (last > 0) recorded.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    Object.assign(globalThis, { benchFrames: recorded, benchStopped: false });
    requestAnimationFrame(tick);
  });
  await act();
  return page.evaluate(() => {
    globalThis.benchStopped = true;
    return globalThis.benchFrames;
  });
}

/** One line's middle and 99th percentile. */
const summary = (times) => ({ median: quantile(times, 0.5), p99: quantile(times, 0.99) });

/** Moves the pressed pointer down to the right and back, and lets go where it began. */
async function drag(page, { x, y }, steps, reach) {
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= steps; step += 1) {
    const way = reach * Math.sin((step / steps) * Math.PI);
    await page.mouse.move(x + way, y + way);
  }
  await page.mouse.up();
}

async function wheel(page, { x, y }, steps, zooms) {
  await page.mouse.move(x, y);
  if (zooms) await page.keyboard.down('Control');
  for (let step = 0; step < steps; step += 1) {
    const there = step < steps / 2;
    await page.mouse.wheel(0, (zooms ? 60 : 80) * (there ? 1 : -1));
  }
  if (zooms) await page.keyboard.up('Control');
}

/** `omnios serve FILE` for as long as `act` runs on its address. */
async function serving(file, act) {
  const server = spawn(process.env.OMNIOS_BIN, ['serve', file, '--port', '0'], {
    env: process.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await new Promise((resolve, reject) => {
      server.once('exit', (code) => reject(new Error(`omnios serve ended (${code})`)));
      createInterface({ input: server.stdout }).on('line', (line) => {
        const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(line);
        if (address) resolve(address[0]);
      });
    });
    return await act(url);
  } finally {
    server.removeAllListeners('exit');
    server.kill('SIGINT');
  }
}

async function studio(browser, file, steps) {
  return serving(file, async (url) => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(300_000);
    const begun = Date.now();
    await page.goto(url);
    const canvas = page.getByTestId('canvas');
    await canvas.waitFor();
    await page.getByTestId('layer-row').first().waitFor();
    // Two frames in a row mean that the first view has been drawn.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const opened = Date.now() - begun;
    const box = await canvas.boundingBox();
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const measured = {
      opened,
      pan: await frames(page, () => wheel(page, middle, steps, false)),
      zoom: await frames(page, () => wheel(page, middle, steps, true)),
      drag: await frames(page, () => drag(page, middle, steps, 120)),
      // Beside the artboards nothing is hit, so dragging there draws a marquee.
      marquee: await frames(page, () => drag(page, { x: box.x + 8, y: box.y + 40 }, steps, 300)),
    };
    await page.close();
    return measured;
  });
}

/** A page of `pages/NAME` with what it imports in one script. */
async function bundled(browser, name, folder) {
  const out = join(folder, `${name}.js`);
  await build({
    entryPoints: [new URL(`pages/${name}`, import.meta.url).pathname],
    outfile: out,
    bundle: true,
    minify: true,
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.woff2': 'dataurl', '.svg': 'dataurl', '.png': 'dataurl', '.json': 'json' },
    logLevel: 'error',
  });
  const server = await serve({ pages: folder, site: join(folder, 'small-site') });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(300_000);
  await page.goto(server.url);
  return { page, server, script: `${server.url}pages/${name}.js` };
}

export async function tldraw(browser, folder, count, steps) {
  const { page, server, script } = await bundled(browser, 'tldraw.jsx', folder);
  try {
    await page.addStyleTag({ url: script.replace(/\.js$/, '.css') });
    const shapes = await page.evaluate(
      async ([script, count]) => (await import(script)).start(count),
      [script, count],
    );
    const middle = { x: 720, y: 450 };
    return {
      shapes,
      pan: await frames(page, () => wheel(page, middle, steps, false)),
      zoom: await frames(page, () => wheel(page, middle, steps, true)),
      drag: await frames(page, () => drag(page, middle, steps, 120)),
      marquee: await frames(page, async () => {
        await page.evaluate(() => globalThis.benchEditor.selectNone());
        await drag(page, await page.evaluate(() => globalThis.benchEmptyPoint()), steps, 300);
      }),
    };
  } finally {
    await page.close();
    server.close();
  }
}

export async function grapesjs(browser, folder, steps) {
  const { page, server, script } = await bundled(browser, 'grapesjs.js', folder);
  try {
    await page.addStyleTag({ url: script.replace(/\.js$/, '.css') });
    await page.evaluate(
      async ([script, site]) => (await import(script)).start(site),
      [script, `${server.url}site/index.html`],
    );
    const middle = { x: 560, y: 450 };
    return {
      pan: await frames(page, () => wheel(page, middle, steps, false)),
      zoom: await frames(page, () =>
        page.evaluate(async (steps) => {
          for (let step = 0; step < steps; step += 1) {
            globalThis.benchEditor.Canvas.setZoom(100 - Math.min(step, steps - step));
            await new Promise((next) => requestAnimationFrame(next));
          }
        }, steps),
      ),
      drag: await frames(page, () => drag(page, middle, steps, 120)),
    };
  } finally {
    await page.close();
    server.close();
  }
}

export async function gestures(browser, { quick, folder, place }) {
  const steps = quick ? QUICK_STEPS : STEPS;
  const ours = await studio(browser, join(folder, 'small.omnios'), steps);
  const peers = [];
  for (const [name, measure] of [
    ['tldraw', () => tldraw(browser, folder, 4_000, steps)],
    ['grapesjs', () => grapesjs(browser, folder, steps)],
  ]) {
    try {
      peers.push([await installedVersion(name), await measure()]);
    } catch (error) {
      // A peer that doesn't start is said so, and costs the others nothing.
      console.error(`${name} could not be measured: ${error.message}`);
    }
  }
  for (const gesture of ['pan', 'zoom', 'drag', 'marquee']) {
    for (const [peer, measured] of peers) {
      if (!measured[gesture]) continue;
      const theirs = summary(measured[gesture]);
      report({
        name: `frame time, ${gesture}, a page of 4,000 elements`,
        place,
        ...summary(ours[gesture]),
        peer,
        peer_median: theirs.median,
        peer_p99: theirs.p99,
        target: theirs.p99,
      });
    }
  }
  const large = await studio(browser, join(folder, 'large.omnios'), steps);
  for (const gesture of ['pan', 'zoom', 'drag', 'marquee']) {
    report({ name: `frame time, ${gesture}, the large page`, place, ...summary(large[gesture]) });
  }
  report({
    name: 'the large page in the studio: address entered to first view drawn',
    place,
    median: large.opened,
    p99: large.opened,
  });
}
