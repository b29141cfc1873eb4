/**
 * How the tests start Chromium: a browser of the system, not Playwright's own download, with
 * WebGL2 in software where there is no graphics card.
 */
import { existsSync } from 'node:fs';

import { devices, type PlaywrightTestOptions, type PlaywrightWorkerOptions } from '@playwright/test';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

function chromiumPath(): string {
  const named = process.env['CHROMIUM'];
  if (named) return named;
  const found = CANDIDATES.find((path) => existsSync(path));
  if (!found) {
    throw new Error('There is no Chromium here. Install it, or name one in CHROMIUM.');
  }
  return found;
}

/** The `use` section that every configuration shares. */
export const chromium: Partial<PlaywrightTestOptions & PlaywrightWorkerOptions> = {
  ...devices['Desktop Chrome'],
  viewport: { width: 1440, height: 900 },
  launchOptions: {
    executablePath: chromiumPath(),
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
};
