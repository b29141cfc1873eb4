import type { Locator, Page } from '@playwright/test';

import { expect, open, test } from '../studio.ts';

test.use({ start: ['--blank'] });

/** Drags on the canvas; the numbers are shares of its width and height. */
async function drag(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  const box = await page.getByTestId('canvas').boundingBox();
  if (!box) throw new Error('The canvas has no box on the screen.');
  const at = ([x, y]: [number, number]) => [box.x + box.width * x, box.y + box.height * y] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]), { steps: 4 });
  await page.mouse.move(...at(to), { steps: 4 });
  await page.mouse.up();
}

const rows = (page: Page): Locator => page.getByTestId('layer-row');
const selected = (page: Page): Locator =>
  page.locator('[data-testid="layer-row"][aria-selected="true"]');
const saved = (page: Page): Promise<void> =>
  expect(page.getByTestId('save-state')).toHaveAttribute('data-state', 'saved');

async function drawRectangle(page: Page): Promise<void> {
  await page.getByTestId('tool-rectangle').click();
  await drag(page, [0.35, 0.3], [0.55, 0.5]);
  await expect(selected(page)).toHaveCount(1);
}

test('a drawn rectangle is listed, selected and measured', async ({ studio }) => {
  const before = await rows(studio).count();
  await drawRectangle(studio);
  await expect(rows(studio)).toHaveCount(before + 1);
  await expect(selected(studio)).toHaveAttribute('data-kind', 'rectangle');
  await expect(studio.getByTestId('tool-select')).toHaveAttribute('aria-pressed', 'true');
  await expect(studio.getByTestId('selection-info')).toContainText('1 selected · ');
});

test('the inspector changes what is selected, and undo and redo go through it', async ({ studio }) => {
  await drawRectangle(studio);
  const width = studio.getByTestId('field-width');
  const drawn = await width.inputValue();

  await width.fill('100*3');
  await width.press('Enter');
  await expect(width).toHaveValue('300');
  await expect(studio.getByTestId('selection-info')).toContainText('300 ×');

  await studio.getByTestId('undo').click();
  await expect(width).toHaveValue(drawn);
  await studio.getByTestId('redo').click();
  await expect(width).toHaveValue('300');
});

test('scrubbing a field is one step to undo', async ({ studio }) => {
  await drawRectangle(studio);
  const width = studio.getByTestId('field-width');
  const drawn = await width.inputValue();
  const label = studio.getByTestId('inspector').getByText('W', { exact: true });
  const box = await label.boundingBox();
  if (!box) throw new Error('The label has no box on the screen.');
  await studio.mouse.move(box.x + 5, box.y + 5);
  await studio.mouse.down();
  await studio.mouse.move(box.x + 45, box.y + 5, { steps: 8 });
  await studio.mouse.up();
  await expect(width).toHaveValue(String(Number(drawn) + 40));
  await studio.getByTestId('undo').click();
  await expect(width).toHaveValue(drawn);
});

test('the arrow keys nudge by one and by ten', async ({ studio }) => {
  await drawRectangle(studio);
  const x = studio.getByTestId('field-x');
  const before = Number(await x.inputValue());
  await studio.getByTestId('canvas').focus();
  await studio.keyboard.press('ArrowRight');
  await studio.keyboard.press('Shift+ArrowRight');
  await expect(x).toHaveValue(String(Math.round((before + 11) * 100) / 100));
});

test('layers are renamed, hidden and brought back', async ({ studio }) => {
  await drawRectangle(studio);
  await selected(studio).getByText('Rectangle').dblclick();
  await studio.getByLabel('Layer name').fill('Backdrop');
  await studio.keyboard.press('Enter');
  await expect(selected(studio)).toContainText('Backdrop');

  await studio.keyboard.press('Control+Shift+H');
  await expect(selected(studio).getByLabel('Show Backdrop')).toBeVisible();
  await studio.keyboard.press('Control+z');
  await studio.keyboard.press('Control+z');
  await expect(selected(studio)).toContainText('Rectangle');
});

test('the tree is worked by keys alone', async ({ studio }) => {
  await drawRectangle(studio);
  await studio.getByTestId('layers-tree').focus();
  await studio.keyboard.press('Home');
  await expect(selected(studio)).toHaveAttribute('aria-level', '1');
  await studio.keyboard.press('ArrowDown');
  await expect(selected(studio)).toHaveAttribute('data-kind', 'rectangle');
  const count = await rows(studio).count();
  await studio.keyboard.press('Delete');
  await expect(rows(studio)).toHaveCount(count - 1);
});

test('everything is there after a reload', async ({ page, server }) => {
  await open(page, server);
  await drawRectangle(page);
  await page.getByTestId('field-width').fill('240');
  await page.keyboard.press('Enter');
  await page.getByTestId('project-name').click();
  await page.getByLabel('Project name').fill('Kept');
  await page.keyboard.press('Enter');
  const count = await rows(page).count();
  await saved(page);

  await page.reload();
  await expect(rows(page)).toHaveCount(count);
  await expect(page.getByTestId('project-name')).toHaveText('Kept');
  await rows(page).filter({ hasText: 'Rectangle' }).click();
  await expect(page.getByTestId('field-width')).toHaveValue('240');
});

test('pages are added, renamed and opened', async ({ studio }) => {
  const pages = studio.getByTestId('page-row');
  const before = await pages.count();
  await studio.getByTestId('add-page').click();
  await expect(pages).toHaveCount(before + 1);
  await expect(pages.last()).toHaveAttribute('data-current', 'true');
  await pages.last().getByRole('button').first().dblclick();
  await studio.getByLabel('Page name').fill('Journal');
  await studio.keyboard.press('Enter');
  await expect(pages.last()).toContainText('Journal');
  await pages.first().getByRole('button').first().click();
  await expect(pages.first()).toHaveAttribute('data-current', 'true');
});

test('a text is edited in place, as one step to undo', async ({ studio }) => {
  await studio.getByTestId('tool-text').click();
  await drag(studio, [0.35, 0.3], [0.6, 0.4]);
  const editor = studio.getByTestId('text-editor');
  await expect(editor).toBeFocused();
  await studio.keyboard.type('Hello');
  await studio.keyboard.press('Escape');
  await expect(editor).toBeHidden();
  await expect(studio.getByTestId('field-text')).toHaveValue('Hello');

  const box = await studio.getByTestId('canvas').boundingBox();
  if (!box) throw new Error('The canvas has no box on the screen.');
  await studio.keyboard.press('Shift+2');
  await studio.mouse.dblclick(box.x + box.width / 2, box.y + box.height / 2);
  await expect(editor).toBeFocused();
  await editor.press('End');
  await studio.keyboard.type(' there');
  await studio.keyboard.press('Escape');
  await expect(studio.getByTestId('field-text')).toHaveValue('Hello there');
  await studio.keyboard.press('Control+z');
  await expect(studio.getByTestId('field-text')).toHaveValue('Hello');
});
