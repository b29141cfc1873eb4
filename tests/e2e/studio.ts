/**
 * A studio to test: a project in a folder of its own, made by `omnios new` and served by
 * `omnios serve` on a free port. Specs import `test` and `expect` from here.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

import { expect, test as base, type Page } from '@playwright/test';

export { expect };

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 15_000;

/** A program or folder that `cargo xtask test` names in the environment. */
function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set. Run the tests through \`cargo xtask test\`.`);
  }
  return value;
}

/** What `omnios ARGUMENTS` prints. Fails, with what it said, when it fails. */
export async function omnios(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(fromEnvironment('OMNIOS_BIN'), args, {
    maxBuffer: 256 * 1024 * 1024,
  });
  return stdout;
}

/** `omnios serve FILE` while it runs. */
export class Server {
  private constructor(
    private readonly process: ChildProcess,
    /** Where the studio is, for example `http://127.0.0.1:41234/`. */
    readonly url: string,
    private readonly said: string[],
  ) {}

  static async start(file: string): Promise<Server> {
    const process = spawn(fromEnvironment('OMNIOS_BIN'), ['serve', file, '--port', '0'], {
      env: { ...globalThis.process.env, OMNIOS_UI_DIR: fromEnvironment('OMNIOS_UI_DIR') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said: string[] = [];
    const url = await new Promise<string>((resolve, reject) => {
      const giveUp = (why: string) => {
        process.kill('SIGKILL');
        reject(new Error(`omnios serve ${why}. It said:\n${said.join('\n')}`));
      };
      const late = setTimeout(() => giveUp('printed no address in time'), START_LIMIT_MS);
      process.once('error', (error) => giveUp(`could not be started: ${error.message}`));
      process.once('exit', (code) => giveUp(`ended at once (${code})`));
      for (const stream of [process.stdout, process.stderr]) {
        createInterface({ input: stream }).on('line', (line) => {
          said.push(line);
          const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(line);
          if (address && stream === process.stdout) {
            clearTimeout(late);
            process.removeAllListeners('exit');
            resolve(address[0]);
          }
        });
      }
    });
    return new Server(process, url, said);
  }

  /** All that the server printed so far. */
  get output(): string {
    return this.said.join('\n');
  }

  /** Ends the server as a person would, with Ctrl+C, and waits until it has closed the file. */
  async stop(): Promise<void> {
    await this.end('SIGINT');
  }

  /** Ends the server as a power cut would. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.kill(signal);
    const late = setTimeout(() => this.process.kill('SIGKILL'), STOP_LIMIT_MS);
    await ended;
    clearTimeout(late);
  }
}

/** What a project starts from: `omnios new FILE` followed by these arguments. */
export type Start = readonly string[];

interface Options {
  /** `test.use({ start: ['--blank'] })` for a project of another kind. */
  start: Start;
}

interface Fixtures {
  /** A folder that is gone after the test. */
  folder: string;
  /** A new project file in that folder. */
  project: string;
  /** The running server on that project. */
  server: Server;
  /** A page with the studio open and its canvas painted once. */
  studio: Page;
}

export const test = base.extend<Options & Fixtures>({
  start: [['--sample', 'site'], { option: true }],

  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from it.
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'omnios-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },

  project: async ({ folder, start }, use) => {
    const project = join(folder, 'project.omnios');
    await omnios('new', project, ...start);
    await use(project);
  },

  server: async ({ project }, use, testInfo) => {
    const server = await Server.start(project);
    await use(server);
    await server.stop();
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('omnios serve', { body: server.output, contentType: 'text/plain' });
    }
  },

  studio: async ({ page, server }, use) => {
    await open(page, server);
    await use(page);
  },
});

/** Opens the studio and waits until a person could start to draw. */
export async function open(page: Page, server: Server): Promise<void> {
  await page.goto(server.url);
  await expect(page.getByTestId('canvas')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByTestId('layer-row').first()).toBeVisible();
  await expect(page.getByTestId('save-state')).toHaveAttribute('data-state', 'saved');
}
