import { expect, open, test } from '../studio.ts';

test('the studio opens on a project, with nothing to complain about', async ({ page, server }) => {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });

  await open(page, server);

  const canvas = page.getByTestId('canvas');
  const box = await canvas.boundingBox();
  expect(box?.width).toBeGreaterThan(400);
  expect(box?.height).toBeGreaterThan(300);
  await expect(page.getByTestId('toolbar')).toBeVisible();
  await expect(page.getByTestId('page-row').first()).toBeVisible();
  expect(complaints).toEqual([]);
});
