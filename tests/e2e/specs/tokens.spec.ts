import { expect, test } from '../studio.ts';

test('an element follows the color that it takes from a token', async ({ studio }) => {
  await studio.getByTestId('tokens-tab').click();
  await studio.getByRole('button', { name: 'Add a color' }).click();
  const row = studio.getByTestId('token-row-color');
  await expect(row).toContainText('#6e56cf');

  await studio.getByRole('tab', { name: 'Layers' }).click();
  await studio.locator('[data-testid="layer-row"][data-kind="text"]').first().click();
  const color = studio.getByTestId('field-color');
  await color.hover();
  await studio.getByTestId('pick-token-color').click();
  await studio.getByRole('menuitem', { name: 'Color/color' }).click();
  const chip = studio.getByTestId('token-color');
  await expect(chip).toContainText('color');

  await studio.getByTestId('tokens-tab').click();
  await row.click();
  await studio.getByTestId('token-value').fill('#ff0000');
  await studio.getByTestId('token-value').press('Enter');
  await expect(row).toContainText('#ff0000');
  await studio.keyboard.press('Escape');

  await studio.getByRole('button', { name: 'Detach text color from its token' }).click();
  await expect(studio.getByTestId('field-color')).toHaveValue(/ff0000/i);
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
