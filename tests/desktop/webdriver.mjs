/**
 * As much of a W3C WebDriver client as the smoke test needs, on plain fetch. It speaks to
 * tauri-driver, which starts the program and hands the rest to WebKitWebDriver.
 * The protocol: https://www.w3.org/TR/webdriver2/
 */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const START_LIMIT_MS = 60_000;

/** A port that nobody listens on at the moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks again and again until the answer is truthy, and returns it. */
export async function until(what, ask, limitMs = START_LIMIT_MS) {
  const end = Date.now() + limitMs;
  let last;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      throw new Error(`${what} did not happen within ${limitMs / 1000} s; last seen: ${last}`);
    }
    await pause(100);
  }
}

/** One window of the program under test. */
export class Window {
  #driver;
  #said = [];
  #base;
  #session;

  /** Starts `application ARGS` through tauri-driver. */
  static async open({ driver, nativeDriver, application, args }) {
    const window = new Window();
    const [port, nativePort] = [await freePort(), await freePort()];
    window.#driver = spawn(
      driver,
      ['--port', `${port}`, '--native-port', `${nativePort}`, '--native-driver', nativeDriver],
      // A group of its own, so that closing ends WebKitWebDriver and the program as well.
      { stdio: ['ignore', 'pipe', 'pipe'], detached: true },
    );
    window.#driver.once('error', (error) => window.#said.push(String(error)));
    for (const stream of [window.#driver.stdout, window.#driver.stderr]) {
      stream.on('data', (bytes) => window.#said.push(String(bytes)));
    }
    window.#base = `http://127.0.0.1:${port}`;
    try {
      await until('tauri-driver listens', async () => (await fetch(`${window.#base}/status`)).ok);
      const { sessionId } = await window.#ask('POST', '/session', {
        capabilities: {
          alwaysMatch: { browserName: 'wry', 'tauri:options': { application, args } },
        },
      });
      window.#session = `/session/${sessionId}`;
    } catch (error) {
      const said = window.output;
      await window.close();
      throw new Error(`The window did not open: ${error.message}\n${said}`, { cause: error });
    }
    return window;
  }

  /** What the driver and the program printed. */
  get output() {
    return this.#said.join('');
  }

  async close() {
    if (this.#session) {
      // The program may have ended by itself, which is for the test to notice, not for closing.
      await this.#ask('DELETE', this.#session).catch(() => undefined);
    }
    try {
      process.kill(-this.#driver.pid, 'SIGTERM');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }

  /** Runs a script in the page; `arguments` are its arguments. */
  run(script, ...args) {
    return this.#ask('POST', `${this.#session}/execute/sync`, { script, args });
  }

  /** The element with that test id, once it is there. */
  find(testId) {
    return until(`an element ${testId}`, async () => {
      const element = await this.#ask('POST', `${this.#session}/element`, {
        using: 'css selector',
        value: `[data-testid="${testId}"]`,
      });
      return element[ELEMENT];
    });
  }

  text(element) {
    return this.#ask('GET', `${this.#session}/element/${element}/text`);
  }

  /** Left, top, width and height in CSS px of the viewport. */
  box(element) {
    return this.#ask('GET', `${this.#session}/element/${element}/rect`);
  }

  /** A PNG of what the window shows. */
  async screenshot() {
    return Buffer.from(await this.#ask('GET', `${this.#session}/screenshot`), 'base64');
  }

  async press(key) {
    await this.#actions([
      {
        type: 'key',
        id: 'keyboard',
        actions: [
          { type: 'keyDown', value: key },
          { type: 'keyUp', value: key },
        ],
      },
    ]);
  }

  /** Presses the left button at one point of the viewport, moves in steps, and lets go. */
  async drag(from, to) {
    const move = (x, y, duration = 60) => ({
      type: 'pointerMove',
      origin: 'viewport',
      x: Math.round(x),
      y: Math.round(y),
      duration,
    });
    const steps = [0.25, 0.5, 0.75, 1].map((part) =>
      move(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part),
    );
    await this.#actions([
      {
        type: 'pointer',
        id: 'mouse',
        parameters: { pointerType: 'mouse' },
        actions: [
          move(from.x, from.y, 0),
          { type: 'pointerDown', button: 0 },
          ...steps,
          { type: 'pointerUp', button: 0 },
        ],
      },
    ]);
  }

  async #actions(actions) {
    await this.#ask('POST', `${this.#session}/actions`, { actions });
  }

  async #ask(method, path, body) {
    const response = await fetch(this.#base + path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    let value;
    try {
      ({ value } = JSON.parse(text));
    } catch {
      throw new Error(`WebDriver ${method} ${path}: ${response.status} ${text}`);
    }
    if (!response.ok) {
      throw new Error(`WebDriver ${method} ${path}: ${value?.error}: ${value?.message}`);
    }
    return value;
  }
}
