/** tldraw with as many rectangles and texts as it allows on a page, laid out as cards are. */
import { createRoot } from 'react-dom/client';
import { createShapeId, Tldraw, toRichText } from 'tldraw';
import 'tldraw/tldraw.css';

const COLUMNS = 40;

/** Mounts the editor and fills its page; gives how many shapes it took. */
export async function start(count) {
  const element = document.createElement('div');
  element.style.cssText = 'position: fixed; inset: 0';
  document.body.append(element);
  const editor = await new Promise((mounted) => {
    createRoot(element).render(<Tldraw onMount={mounted} options={{ maxShapesPerPage: count }} />);
  });
  const shapes = Array.from({ length: count }, (_, index) => ({
    id: createShapeId(),
    type: 'geo',
    x: (index % COLUMNS) * 140,
    y: Math.floor(index / COLUMNS) * 110,
    props: {
      w: 120,
      h: 90,
      fill: 'solid',
      size: 's',
      ...(index % 3 === 0 ? { richText: toRichText('Card') } : {}),
    },
  }));
  editor.createShapes(shapes);
  editor.zoomToFit();
  editor.setCamera({ x: 0, y: 0, z: 1 });
  globalThis.benchEditor = editor;
  // Between two cards nothing is hit, so dragging there draws a marquee.
  globalThis.benchEmptyPoint = () => editor.pageToScreen({ x: 130, y: 100 });
  await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
  return editor.getCurrentPageShapeIds().size;
}
