/** Times, lines and the browser that every part of the benchmark shares. */
import { appendFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';

import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);

/** The time that a share of them doesn't exceed. */
export function quantile(times, share) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? 0;
}

/** Does something over and over for `budgetMs`, at least thrice, and gives each time taken. */
export function repeat(budgetMs, step) {
  step();
  const times = [];
  let spent = 0;
  while (times.length < 3 || (spent < budgetMs && times.length < 500)) {
    const took = step();
    times.push(took);
    spent += took;
  }
  return times;
}

/** Prints a line and adds it to the file that OMNIOS_BENCH_OUT names. */
export function report(line) {
  const ratio =
    line.peer_median === undefined ? undefined : line.median / Math.max(line.peer_median, 1e-9);
  const whole = { unit: 'ms', ...line, ...(ratio === undefined ? {} : { ratio }) };
  if (whole.target !== undefined) whole.holds = whole.p99 <= whole.target;
  if (process.env.OMNIOS_BENCH_OUT) {
    appendFileSync(process.env.OMNIOS_BENCH_OUT, `${JSON.stringify(whole)}\n`);
  }
  console.log(JSON.stringify(whole));
}

/** Name and version of an installed package. */
export function packageVersion(name) {
  return `${name} ${require(`${name}/package.json`).version}`;
}

/** Version of a package that doesn't export its package.json. */
export async function installedVersion(name) {
  const { readFile } = await import('node:fs/promises');
  const url = new URL(`./node_modules/${name}/package.json`, import.meta.url);
  return `${name} ${JSON.parse(await readFile(url, 'utf8')).version}`;
}

/** Chromium in a window of 1440 × 900 px, drawing in software where `software`. */
export async function browser() {
  const named = process.env.CHROMIUM;
  const found = [named, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const executablePath = found.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error('There is no Chromium here. Install it, or name one in CHROMIUM.');
  const launched = await chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  });
  return { launched, name: `Chromium ${launched.version()}` };
}

/** What draws WebGL in this browser: a graphics card, or SwiftShader in software. */
export async function renderer(page) {
  const name = await page.evaluate(() => {
    const gl = document.createElement('canvas').getContext('webgl2');
    const info = gl?.getExtension('WEBGL_debug_renderer_info');
    return (info && gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) ?? 'no WebGL';
  });
  return /swiftshader|llvmpipe/i.test(name) ? `software: ${name}` : name;
}
