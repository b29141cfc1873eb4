/** GrapesJS on the exported page. */
import grapesjs from 'grapesjs';
import 'grapesjs/dist/css/grapes.min.css';

/** Mounts the editor on the page at `site`. */
export async function start(site) {
  const html = await (await fetch(site)).text();
  const page = new DOMParser().parseFromString(html, 'text/html');
  const sheets = [...page.querySelectorAll('link[rel=stylesheet]')].map((link) =>
    new URL(link.getAttribute('href'), site).href,
  );
  const styles = await Promise.all(sheets.map(async (url) => (await fetch(url)).text()));
  const element = document.createElement('div');
  document.body.style.margin = '0';
  document.body.append(element);
  const editor = grapesjs.init({
    container: element,
    height: '100vh',
    storageManager: false,
    components: page.body.innerHTML,
    style: styles.join('\n'),
  });
  await new Promise((loaded) => editor.onReady(loaded));
  globalThis.benchEditor = editor;
}
