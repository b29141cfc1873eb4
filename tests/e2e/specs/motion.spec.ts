import type { Locator, Page } from '@playwright/test';

import { expect, test } from '../studio.ts';

test.use({ start: ['--blank'] });

async function drawRectangle(page: Page): Promise<void> {
  await page.getByTestId('tool-rectangle').click();
  const box = await page.getByTestId('canvas').boundingBox();
  if (!box) throw new Error('The canvas has no box on the screen.');
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
  await page.mouse.move(...at(0.3, 0.25));
  await page.mouse.down();
  await page.mouse.move(...at(0.5, 0.45), { steps: 5 });
  await page.mouse.up();
}

async function center(of: Locator): Promise<{ x: number; y: number }> {
  const box = await of.boundingBox();
  if (!box) throw new Error('It has no box on the screen.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('a preset is added, its keyframe dragged in time, and both are undone', async ({ studio }) => {
  await drawRectangle(studio);
  await expect(studio.getByTestId('timeline')).toHaveCount(0);
  await studio.keyboard.press('Shift+T');
  await studio.getByTestId('timeline').getByTestId('add-preset').click();
  await studio.getByTestId('preset-slide-up').click();
  await expect(studio.getByTestId('track')).toHaveCount(2);

  const first = studio.getByTestId('keyframe-opacity').first();
  await expect(first).toHaveAttribute('aria-valuetext', '0 at 0 ms');
  const from = await center(first);
  const end = await center(studio.getByTestId('keyframe-opacity').last());
  await studio.mouse.move(from.x, from.y);
  await studio.mouse.down();
  await studio.mouse.move(from.x + (end.x - from.x) / 4, from.y, { steps: 4 });
  await studio.mouse.move(from.x + (end.x - from.x) / 2, from.y, { steps: 4 });
  await studio.mouse.up();
  await expect(first).toHaveAttribute('aria-valuetext', '0 at 300 ms');
  // The other property of that keyframe stays where it was.
  await expect(studio.getByTestId('keyframe-translate').first()).toHaveAttribute(
    'aria-valuenow',
    '0',
  );

  await studio.getByTestId('undo').click();
  await expect(first).toHaveAttribute('aria-valuetext', '0 at 0 ms');
  await studio.getByTestId('undo').click();
  await expect(studio.getByTestId('track')).toHaveCount(0);
});

test('the canvas shows the moment under the playhead', async ({ studio }) => {
  await drawRectangle(studio);
  await studio.keyboard.press('Shift+T');
  await studio.getByTestId('timeline').getByTestId('add-preset').click();
  await studio.getByTestId('preset-fade-in').click();
  await expect(studio.getByTestId('track')).toHaveCount(1);
  const canvas = studio.getByTestId('canvas');
  const ruler = await studio.getByTestId('timeline-ruler').boundingBox();
  if (!ruler) throw new Error('The ruler has no box on the screen.');

  await studio.mouse.click(ruler.x + 20, ruler.y + 8);
  const faint = await canvas.screenshot();
  await studio.getByTestId('playhead').press('End');
  await expect(studio.getByTestId('timeline-moment')).toContainText('500 ms');
  const whole = await canvas.screenshot();
  expect(whole.toString('base64')).not.toBe(faint.toString('base64'));

  await studio.getByTestId('play-animation').click();
  await expect(studio.getByTestId('play-animation')).toHaveAttribute('aria-label', 'Play this animation');
  await expect(studio.getByTestId('timeline-moment')).toContainText('500 ms/ 500 ms');
});

test('a state machine is built and answers while the page plays', async ({ studio }) => {
  await drawRectangle(studio);
  await studio.keyboard.press('Shift+T');
  const timeline = studio.getByTestId('timeline');
  await timeline.getByRole('radio', { name: 'States' }).click();
  await studio.getByTestId('add-machine').click();
  await studio.getByTestId('add-state').click();
  await studio.getByRole('textbox', { name: 'Name' }).fill('open');
  await studio.keyboard.press('Enter');
  await expect(studio.getByTestId('state-chip')).toHaveCount(2);
  await studio.keyboard.press('Escape');
  await studio.getByTestId('add-transition').click();
  await studio.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(studio.getByTestId('transition')).toContainText('press');
  await studio.keyboard.press('Escape');

  await studio.getByTestId('play-machine').click();
  const current = timeline.locator('[aria-current="true"]');
  await expect(current).toContainText('default');
  await studio.getByTestId('fire-press').click();
  await expect(current).toContainText('open');
  await studio.getByTestId('play-machine').click();
  await expect(current).toHaveCount(0);
});
