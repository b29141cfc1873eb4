import { expect, test } from '../studio.ts';

for (const theme of ['light', 'dark'] as const) {
  test(`the window is ${theme} where the system is`, async ({ studio }, testInfo) => {
    await studio.emulateMedia({ colorScheme: theme });
    await expect(studio.locator('html')).toHaveAttribute('data-theme', theme);
    const panel = studio.getByTestId('toolbar');
    const color = await panel.evaluate((it) => getComputedStyle(it).backgroundColor);
    const brightness = Math.max(...(color.match(/\d+/g) ?? []).slice(0, 3).map(Number));
    if (theme === 'dark') expect(brightness).toBeLessThan(60);
    else expect(brightness).toBeGreaterThan(230);
    await studio.getByTestId('layer-row').nth(1).click();
    await expect(studio.getByTestId('inspector').getByText('Position')).toBeVisible();
    const picture = await studio.screenshot();
    await testInfo.attach(`studio-${theme}.png`, { body: picture, contentType: 'image/png' });
  });
}

test('a chosen theme holds against the system, and after a reload', async ({ studio }) => {
  await studio.emulateMedia({ colorScheme: 'light' });
  await studio.getByTestId('app-menu').click();
  await studio.getByTestId('theme-dark').click();
  await expect(studio.locator('html')).toHaveAttribute('data-theme', 'dark');
  await studio.reload();
  await expect(studio.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('the palette runs a command by a few of its letters', async ({ studio }) => {
  await studio.keyboard.press('Control+k');
  await studio.getByRole('combobox').fill('zoom 100');
  await studio.keyboard.press('Enter');
  await expect(studio.getByTestId('command-palette')).toBeHidden();
  await expect(studio.getByTestId('zoom')).toHaveText('100%');
});

test('every button has a name, and the map of shortcuts opens on ?', async ({ studio }) => {
  const nameless = await studio.locator('button').evaluateAll((buttons) =>
    buttons
      .filter((it) => !it.getAttribute('aria-label') && !it.textContent.trim())
      .map((it) => it.outerHTML),
  );
  expect(nameless).toEqual([]);
  await studio.keyboard.press('?');
  await expect(studio.getByTestId('shortcuts-dialog')).toContainText('Duplicate');
  await studio.keyboard.press('Escape');
  await expect(studio.getByTestId('shortcuts-dialog')).toBeHidden();
});

test('the export is downloaded as one archive', async ({ studio }) => {
  await studio.getByTestId('export-button').click();
  await studio.getByTestId('export-target-zip').click();
  const download = studio.waitForEvent('download');
  await studio.getByTestId('export-run').click();
  expect((await download).suggestedFilename()).toMatch(/\.zip$/);
  await expect(studio.getByTestId('export-result')).toContainText('files in the downloaded archive');
  await expect(studio.getByTestId('export-dialog')).toContainText('index.html');
});

test('an export that can’t be written says why', async ({ studio }) => {
  await studio.getByTestId('export-button').click();
  await studio.getByTestId('export-target-html').click();
  await studio.getByTestId('export-path').fill('relative/path');
  await studio.getByTestId('export-run').click();
  await expect(studio.getByTestId('export-error')).not.toBeEmpty();
});
