import type { Page } from '@playwright/test';

import { expect, test } from '../studio.ts';

/** Takes the WebGL context away, as a driver does that is reset. Only the canvas that is there
 * now is meant: what replaces it is another element. */
async function loseGraphics(studio: Page): Promise<void> {
  await studio.getByTestId('canvas').evaluate((canvas: HTMLCanvasElement) => {
    canvas.dataset['lost'] = 'yes';
    const context = canvas.getContext('webgl2');
    const extension = context?.getExtension('WEBGL_lose_context');
    if (!extension) throw new Error('The browser can’t lose a WebGL context at will.');
    extension.loseContext();
  });
  await expect(studio.locator('canvas[data-testid="canvas"]:not([data-lost])')).toBeVisible();
  await expect(studio.locator('canvas[data-lost]')).toHaveCount(0);
}

test('a lost graphics context costs nothing but a moment', async ({ studio }) => {
  const canvas = studio.getByTestId('canvas');
  await studio.getByTestId('layer-row').nth(1).click();
  await studio.keyboard.press('Control+d');
  const rows = await studio.getByTestId('layer-row').count();
  await expect(studio.getByTestId('save-state')).toHaveAttribute('data-state', 'saved');
  const zoom = await studio.getByTestId('zoom').textContent();
  const picture = async (): Promise<string> =>
    (await canvas.screenshot({ style: '.toasts { visibility: hidden !important; }' })).toString('base64');
  const before = await picture();

  for (let time = 0; time < 2; time += 1) {
    await loseGraphics(studio);
    // The same pixels: page, selection, camera and images.
    await expect
      .poll(async () => (await picture()) === before, { timeout: 20_000 })
      .toBe(true);
  }
  await expect(studio.getByTestId('zoom')).toHaveText(zoom ?? '');
  await expect(studio.getByTestId('layer-row')).toHaveCount(rows);

  // The undo history is that of the same session, and the new canvas takes the pointer.
  await studio.keyboard.press('Control+z');
  await expect(studio.getByTestId('layer-row')).toHaveCount(rows - 1);
  const box = await canvas.boundingBox();
  if (!box) throw new Error('The canvas has no box.');
  await studio.keyboard.press('r');
  await studio.mouse.move(box.x + 300, box.y + 300);
  await studio.mouse.down();
  await studio.mouse.move(box.x + 380, box.y + 360, { steps: 4 });
  await studio.mouse.up();
  const selected = studio.locator('[data-testid="layer-row"][aria-selected="true"]');
  await expect(selected).toHaveText(/Rectangle/);
});
