/**
 * Takes the README's picture: the sample site with one element selected. Not a test; run it by
 * `cargo xtask bless picture`.
 */
import { expect, test } from './studio.ts';

test('the picture of the studio', async ({ studio }) => {
  const target = process.env['OMNIOS_PICTURE'];
  if (!target) throw new Error('OMNIOS_PICTURE names the file to write; xtask sets it.');

  const canvas = studio.getByTestId('canvas');
  const box = await canvas.boundingBox();
  if (!box) throw new Error('The canvas has no box on the screen.');

  // The middle of the visible page is where a visitor of the README looks first.
  await studio.mouse.click(box.x + box.width * 0.5, box.y + box.height * 0.4);
  await expect(studio.locator('[data-testid="layer-row"][aria-selected="true"]')).toHaveCount(1);
  // The pointer leaves, so that no tooltip or hover outline is in the picture.
  await studio.mouse.move(box.x + 4, box.y + box.height - 4);
  await studio.waitForTimeout(1_000);
  await studio.screenshot({ path: target });
});
