/** Contact sheets: original, canvas, export and difference side by side, for a person to look at. */
import { readFile } from 'node:fs/promises';

const COLUMN_PX = 440;
const TALLEST_PX = 6_000;

/** `columns` are `{ label, picture }`, the picture a PNG file. */
export async function writeSheet(browser, path, title, columns) {
  const cells = await Promise.all(
    columns.map(async ({ label, picture }) => {
      const image = (await readFile(picture)).toString('base64');
      return `<figure><figcaption>${label}</figcaption><div><img src="data:image/png;base64,${image}"></div></figure>`;
    }),
  );
  const page = await browser.newPage({ viewport: { width: 16 + columns.length * (COLUMN_PX + 16), height: 600 } });
  try {
    await page.setContent(
      `<style>
        body { margin: 16px; font: 14px/1.4 Inter; background: #d7d9de; color: #16181d }
        main { display: flex; gap: 16px; align-items: flex-start }
        h1 { font-size: 18px; margin: 0 0 12px } figure { margin: 0; flex: 1; min-width: 0 }
        div { max-height: ${TALLEST_PX}px; overflow: hidden; background: #fff; margin-top: 4px }
        img { display: block; width: 100% }
      </style><h1>${title}</h1><main>${cells.join('')}</main>`,
    );
    await page.screenshot({ path, fullPage: true });
  } finally {
    await page.close();
  }
}
