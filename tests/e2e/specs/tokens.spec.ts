import { expect, test } from '../studio.ts';

test('an element follows the color that it takes from a token', async ({ studio }) => {
  await studio.getByTestId('tokens-tab').click();
  await studio.getByRole('button', { name: 'Add a color' }).click();
  const row = studio.getByTestId('token-row-color');
  await expect(row).toContainText('#6e56cf');

  await studio.getByTestId('tool-rectangle').click();
  const canvas = await studio.getByTestId('canvas').boundingBox();
  if (!canvas) throw new Error('The canvas has no box on the screen.');
  const { x, y, width, height } = canvas;
  await studio.mouse.move(x + width * 0.35, y + height * 0.3);
  await studio.mouse.down();
  await studio.mouse.move(x + width * 0.55, y + height * 0.5, { steps: 8 });
  await studio.mouse.up();
  const fill = studio.getByTestId('background-0');
  await fill.hover();
  await studio.getByTestId('pick-token-background').click();
  await studio.getByRole('menuitem', { name: 'Color/color' }).click();
  const chip = studio.getByTestId('token-background');
  await expect(chip).toContainText('color');

  await row.click();
  await studio.getByTestId('token-value').fill('#ff0000');
  await studio.getByTestId('token-value').press('Enter');
  await expect(row).toContainText('#ff0000');
  await studio.keyboard.press('Escape');

  await chip.getByRole('button', { name: /Detach/ }).click();
  await expect(fill).toHaveValue(/ff0000/i);
});

test('colors that recur become tokens, and one undo takes them back', async ({ studio }) => {
  await studio.getByTestId('tokens-tab').click();
  await studio.getByTestId('find-recurring').click();
  await studio.getByTestId('adopt-all').click();
  const rows = studio.locator('[data-testid^="token-row-"]');
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBeGreaterThan(3);
  await studio.getByTestId('undo').click();
  await expect(rows).toHaveCount(0);
});
