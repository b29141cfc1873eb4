/**
 * Chromium's own layout of the exported page: everything is taken out of the flow and put back, so
 * that boxes and lines are made anew, as the engine's full layout does. Chromium keeps the shapes
 * of words between rounds, which the engine's full layout doesn't.
 */
import { dirname } from 'node:path';

import { quantile } from './measure.mjs';
import { serve } from './wasm.mjs';

export async function measureExport(browser, name, file, budgetMs) {
  const server = await serve({ site: dirname(file) });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    page.setDefaultTimeout(300_000);
    await page.goto(`${server.url}site/index.html`);
    await page.evaluate(() => document.fonts.ready);
    const times = await page.evaluate((budgetMs) => {
      const body = document.body;
      const times = [];
      let spent = 0;
      while (times.length < 4 || (spent < budgetMs && times.length < 200)) {
        body.style.display = 'none';
        void body.offsetHeight;
        const start = performance.now();
        body.style.display = '';
        void body.offsetHeight;
        times.push(performance.now() - start);
        spent += times[times.length - 1];
      }
      return times.slice(1);
    }, budgetMs);
    return {
      peer: `${name} on the export`,
      peer_median: quantile(times, 0.5),
      peer_p99: quantile(times, 0.99),
    };
  } finally {
    await page.close();
    server.close();
  }
}
