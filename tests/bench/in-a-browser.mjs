/**
 * Opens a folder's index.html in a browser and prints what the page writes into its `pre`.
 *
 *     node in-a-browser.mjs chromium|webkit FOLDER
 *
 * `webkit` is WebKitGTK's own browser, the web view of the desktop program on Linux. The folder
 * is served on the loopback address; whatever goes wrong in the page ends this with an error.
 */
import { spawn } from 'node:child_process';
import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';

const [browser, folder] = process.argv.slice(2);
const PATIENCE_MS = 240_000;

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** Sends the page's words back here, and its errors. */
const REPORT = `<script>
  const send = (path, text) => fetch(path, { method: 'POST', body: text });
  addEventListener('error', (event) => send('/error', event.message));
  addEventListener('unhandledrejection', (event) => send('/error', String(event.reason)));
  const said = console.error;
  console.error = (...words) => { said(...words); send('/error', words.join(' ')); };
  addEventListener('DOMContentLoaded', () => {
    const lines = document.querySelector('pre');
    new MutationObserver(() => send('/done', lines.textContent))
      .observe(lines, { childList: true, characterData: true, subtree: true });
  });
</script>`;

const WEBKIT = [
  '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  '/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  '/usr/libexec/webkit2gtk-4.1/MiniBrowser',
];

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

function program() {
  const candidates =
    browser === 'webkit' ? WEBKIT : [process.env.CHROMIUM, ...CHROMIUM].filter(Boolean);
  const found = candidates.find((path) => existsSync(path));
  if (!found) throw new Error(`there is no ${browser} here: none of ${candidates.join(', ')}`);
  return found;
}

function command(address, profile) {
  if (browser === 'webkit') {
    return ['xvfb-run', ['-a', '-s', '-screen 0 1700x1200x24', program(), '--private', address]];
  }
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--user-data-dir=${profile}`,
  ];
  return [program(), [...flags, address]];
}

const profile = mkdtempSync(join(tmpdir(), 'omnios-bench-'));
let child;

function end(code, text) {
  if (text) (code === 0 ? process.stdout : process.stderr).write(`${text.trimEnd()}\n`);
  try {
    // The browser's own children are in its process group.
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It had ended by itself.
  }
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  process.exit(code);
}

const server = createServer((request, response) => {
  if (request.method === 'POST') {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      response.end();
      end(request.url === '/done' ? 0 : 1, body);
    });
    return;
  }
  const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
  const file = join(folder, path === '/' ? 'index.html' : path);
  if (!existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
  if (file.endsWith('.html')) response.write(REPORT);
  createReadStream(file).pipe(response);
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const [name, words] = command(`http://127.0.0.1:${port}/`, profile);
  child = spawn(name, words, { detached: true, stdio: 'ignore' });
  child.on('error', (error) => end(1, `${name} could not be started: ${error.message}`));
  setTimeout(
    () => end(1, `${browser} said nothing within ${PATIENCE_MS / 1000} s`),
    PATIENCE_MS,
  );
});
