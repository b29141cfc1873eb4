/** The native scenes again, in WebAssembly in Chromium. */
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm', '.ttf': 'font/ttf', '.css': 'text/css' };

/** Serves folders by their first path segment; isolated, so that the page's clock is precise. */
export async function serve(folders) {
  const server = createServer(async (request, response) => {
    const [, name, ...rest] = new URL(request.url, 'http://localhost').pathname.split('/');
    const headers = {
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    };
    if (name === '') {
      response.writeHead(200, { ...headers, 'content-type': 'text/html' });
      response.end('<!doctype html><title>Benchmark</title>');
      return;
    }
    try {
      const path = join(folders[name] ?? '/nowhere', ...rest);
      const bytes = await readFile(path);
      response.writeHead(200, { ...headers, 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
      response.end(bytes);
    } catch {
      response.writeHead(404, headers);
      response.end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** Every scene's line, as the module gives it. */
export async function wasmScenes(browser, quick, budgetMs) {
  const fonts = new URL('../../assets/fonts', import.meta.url).pathname;
  const server = await serve({ module: process.env.OMNIOS_BENCH_WASM, fonts });
  const page = await browser.newPage();
  try {
    page.setDefaultTimeout(300_000);
    await page.goto(server.url);
    return await page.evaluate(
      async ([url, quick, budgetMs]) => {
        const bytes = async (name) => new Uint8Array(await (await fetch(`${url}fonts/${name}`)).arrayBuffer());
        const { default: start, Scenes } = await import(`${url}module/omnios_bench.js`);
        await start();
        const scenes = new Scenes(quick, await bytes('Inter.ttf'), await bytes('Fraunces.ttf'));
        const lines = [];
        for (let index = 0; index < scenes.count(); index += 1) {
          lines.push(JSON.parse(scenes.run(index, budgetMs, () => performance.now())));
        }
        return lines;
      },
      [server.url, quick, budgetMs],
    );
  } finally {
    await page.close();
    server.close();
  }
}
