import { defineConfig } from '@playwright/test';

import { chromium } from './browser.ts';

/** The README's picture, taken by `cargo xtask bless picture`. */
export default defineConfig({
  testDir: '.',
  testMatch: 'picture.ts',
  outputDir: './results/picture',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
  use: { ...chromium, viewport: { width: 1600, height: 1000 }, colorScheme: 'light' },
});
