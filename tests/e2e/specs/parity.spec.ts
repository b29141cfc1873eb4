/**
 * The canvas equals the browser: every element of the sample site has the same box in the
 * engine and, once exported, in Chromium.
 *
 * Tolerances: 1 px for 99 % of the elements, because a designer sees a pixel; 4 px for each,
 * because a line that breaks elsewhere moves what follows by a whole line, 16 px and more, and
 * must fail. What lies between is rounding: Chromium lays out in 1/64 px, the engine in floats.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { expect, omnios, test } from '../studio.ts';

const WIDTHS = [1440, 768, 390];
const COMMON_TOLERANCE_PX = 1;
const COMMON_SHARE = 0.99;
const LARGEST_TOLERANCE_PX = 4;

interface ElementBox {
  id: string;
  name: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

test('every element of the sample site stands where Chromium puts it', async ({ page, project, folder }) => {
  const site = join(folder, 'site');
  await omnios('export', project, '--target', 'html', '--out', site, '--with-ids');
  const info = JSON.parse(await omnios('info', project, '--json')) as { pages: { route: string }[] };
  let compared = 0;
  let close = 0;
  let largest = 0;
  const far: string[] = [];
  for (const { route } of info.pages) {
    const file = join(site, route === '/' ? '' : route, 'index.html');
    expect(await readFile(file, 'utf8')).toContain('<!doctype html>');
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(pathToFileURL(file).href);
      await page.evaluate(() => document.fonts.ready);
      const inBrowser = new Map(
        await page.evaluate(() =>
          [...document.querySelectorAll('[data-omnios-id]')].map((element) => {
            const { x, y, width, height } = element.getBoundingClientRect();
            return [
              element.getAttribute('data-omnios-id') ?? '',
              { x: x + scrollX, y: y + scrollY, width, height },
            ] as const;
          }),
        ),
      );
      const boxes = JSON.parse(
        await omnios('layout', project, '--page', route, '--width', String(width), '--json'),
      ) as ElementBox[];
      expect(boxes.length).toBeGreaterThan(50);
      for (const box of boxes) {
        const other = inBrowser.get(box.id);
        if (!other) throw new Error(`${box.name} of ${route} is not in the export`);
        const difference = Math.max(
          Math.abs(box.x - other.x),
          Math.abs(box.y - other.y),
          Math.abs(box.x + box.width - other.x - other.width),
          Math.abs(box.y + box.height - other.y - other.height),
        );
        compared += 1;
        largest = Math.max(largest, difference);
        if (difference <= COMMON_TOLERANCE_PX) close += 1;
        if (difference > LARGEST_TOLERANCE_PX) {
          far.push(`${route} at ${width} px: ${box.name} by ${difference.toFixed(2)} px`);
        }
      }
    }
  }
  const share = close / compared;
  console.log(
    `Engine against Chromium: ${compared} boxes, ${(share * 100).toFixed(2)} % within ` +
      `${COMMON_TOLERANCE_PX} px, largest difference ${largest.toFixed(3)} px`,
  );
  expect(far).toEqual([]);
  expect(share).toBeGreaterThanOrEqual(COMMON_SHARE);
});
