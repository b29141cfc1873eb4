import { defineConfig } from '@playwright/test';

import { chromium } from './browser.ts';

export default defineConfig({
  testDir: './specs',
  outputDir: './results/artifacts',
  // One browser at a time: software rendering takes a whole core.
  workers: 1,
  fullyParallel: false,
  // A test that passes at the second attempt is a defect, not a success.
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    ...chromium,
    actionTimeout: 20_000,
    navigationTimeout: 60_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
});
