import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from '../studio.ts';

test.use({ start: ['--blank'] });

const PAGE = `<!doctype html><title>Bakery</title><link rel="stylesheet" href="css/site.css">
<header class="hero"><h1>Fresh <em>bread</em></h1><a class="button" href="#menu">See the menu</a></header>
<script src="app.js"></script>`;
const STYLES = `body { margin: 0; } .hero { display: flex; gap: 2rem; padding: 40px; background: #fde68a; }
.button { padding: 8px 16px; background: #111; color: #fff; }`;

test('a folder is brought in, and one undo takes it back', async ({ studio, folder }) => {
  const site = join(folder, 'site');
  await mkdir(join(site, 'css'), { recursive: true });
  await writeFile(join(site, 'bakery.html'), PAGE);
  await writeFile(join(site, 'css/site.css'), STYLES);
  await studio.keyboard.press('ControlOrMeta+Shift+I');
  const dialog = studio.getByTestId('import-dialog');
  const chooser = studio.waitForEvent('filechooser');
  await dialog.getByText('Folder', { exact: true }).click();
  await (await chooser).setFiles(site);
  await expect(studio.getByTestId('import-result')).toContainText('1 page with 4 elements');
  await expect(dialog).toContainText('the script app.js was left out');
  await studio.getByTestId('import-close').click();
  const heading = studio.getByTestId('layer-row').filter({ hasText: 'Hero' });
  await expect(heading).toHaveCount(1);
  await studio.keyboard.press('ControlOrMeta+Z');
  await expect(heading).toHaveCount(0);
});

test('what can’t be read is refused, and nothing changes', async ({ studio }) => {
  const before = await studio.getByTestId('layer-row').count();
  await studio.keyboard.press('ControlOrMeta+Shift+I');
  const dialog = studio.getByTestId('import-dialog');
  const chooser = studio.waitForEvent('filechooser');
  await dialog.getByText('Files or a ZIP archive').click();
  await (await chooser).setFiles({
    name: 'broken.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from('PK\u0003\u0004 cut off'),
  });
  await expect(studio.getByTestId('import-error')).toContainText('no ZIP archive');
  await studio.getByTestId('import-close').click();
  await expect(studio.getByTestId('layer-row')).toHaveCount(before);
});
