/**
 * The canvas equals the command line: WebAssembly through WebGL2 draws the pixels that the same
 * engine draws natively. Graphics drivers round differently, so channels may differ by a few
 * steps, and a few pixels on edges by more.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, omnios, test } from '../studio.ts';

/** Steps of 255 that no one sees. */
const CHANNEL_TOLERANCE = 6;
const SHARE_OF_OTHER_PIXELS = 0.005;
/** Less would not be a page any more. */
const FEWEST_PIXELS = 200_000;

test('the canvas shows what `omnios render` draws', async ({ studio, project, folder }) => {
  const file = join(folder, 'home.png');
  await omnios('render', project, '--page', '/', '--width', '1440', '--out', file);
  const canvas = studio.getByTestId('canvas');
  await studio.keyboard.press('Control+0');
  await expect(studio.getByTestId('zoom')).toHaveText('100%');
  await studio.mouse.move(2, 2);
  await studio.waitForTimeout(500);
  const urls = [await readFile(file), await canvas.screenshot()].map(
    (bytes) => `data:image/png;base64,${bytes.toString('base64')}`,
  );

  const found = await studio.evaluate(
    async ([pageUrl, canvasUrl, tolerance]) => {
      const pixels = async (url: string): Promise<ImageData> => {
        const picture = await createImageBitmap(await (await fetch(url)).blob());
        const surface = new OffscreenCanvas(picture.width, picture.height);
        const context = surface.getContext('2d');
        if (!context) throw new Error('no 2D context');
        context.drawImage(picture, 0, 0);
        return context.getImageData(0, 0, picture.width, picture.height);
      };
      const page = await pixels(pageUrl);
      const seen = await pixels(canvasUrl);
      const apart = (px: number, py: number, cx: number, cy: number): number => {
        const a = (py * page.width + px) * 4;
        const b = (cy * seen.width + cx) * 4;
        let most = 0;
        for (let channel = 0; channel < 3; channel += 1) {
          most = Math.max(
            most,
            Math.abs((page.data[a + channel] ?? 0) - (seen.data[b + channel] ?? 0)),
          );
        }
        return most;
      };
      // The places of the page that differ most from their neighbours say where it stands.
      const marks: [number, number][] = [];
      for (let y = 2; y < Math.min(page.height, 2000) - 2 && marks.length < 4000; y += 3) {
        for (let x = 2; x < page.width - 2; x += 3) {
          const here = (y * page.width + x) * 4;
          const left = here - 8;
          const step = Math.abs((page.data[here] ?? 0) - (page.data[left] ?? 0));
          if (step > 120) marks.push([x, y]);
        }
      }
      let best = { x: 0, y: 0, share: 0 };
      for (let y = -page.height; y < seen.height; y += 1) {
        for (let x = -page.width; x < seen.width; x += 1) {
          let tried = 0;
          let same = 0;
          for (let n = 0; n < marks.length; n += 1 + (marks.length >> 9)) {
            const [px, py] = marks[n] ?? [0, 0];
            const [cx, cy] = [px + x, py + y];
            if (cx < 0 || cy < 0 || cx >= seen.width || cy >= seen.height) continue;
            tried += 1;
            if (apart(px, py, cx, cy) <= tolerance) same += 1;
            else if (tried > 12 && same < tried / 4) break;
          }
          if (tried > 30 && same / tried > best.share) best = { x, y, share: same / tried };
        }
      }
      let compared = 0;
      let other = 0;
      for (let y = Math.max(0, -best.y); y < page.height && y + best.y < seen.height; y += 1) {
        for (let x = Math.max(0, -best.x); x < page.width && x + best.x < seen.width; x += 1) {
          compared += 1;
          if (apart(x, y, x + best.x, y + best.y) > tolerance) other += 1;
        }
      }
      return { ...best, compared, other };
    },
    [urls[0] ?? '', urls[1] ?? '', CHANNEL_TOLERANCE] as const,
  );

  console.log(
    `Canvas against omnios render: ${found.compared} pixels, ` +
      `${((found.other / found.compared) * 100).toFixed(3)} % differ by more than ${CHANNEL_TOLERANCE} steps`,
  );
  expect(found.compared).toBeGreaterThan(FEWEST_PIXELS);
  expect(found.other / found.compared).toBeLessThan(SHARE_OF_OTHER_PIXELS);
});
