/**
 * Yoga on the flex containers of `omnios_testkit::flex_page`, which OMNIOS_BENCH_FLEX names. Each
 * round builds nothing: it marks every leaf dirty and lays the whole tree out again.
 */
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

import Yoga, { Direction, Edge, FlexDirection, Gutter, Wrap } from 'yoga-layout';

import { installedVersion, quantile, repeat } from './measure.mjs';

/** Times of whole layouts in ms, with the version and the height that came out. */
export async function measureYoga(file, budgetMs) {
  const boxes = JSON.parse(await readFile(file, 'utf8'));
  const times = repeat(budgetMs, () => {
    // A fresh tree each time: Yoga keeps what it measured, and a whole layout must not find it.
    const nodes = boxes.map((box) => {
      const node = Yoga.Node.create();
      node.setFlexDirection(box.row ? FlexDirection.Row : FlexDirection.Column);
      node.setFlexWrap(box.wrap ? Wrap.Wrap : Wrap.NoWrap);
      node.setFlexShrink(0);
      node.setFlexGrow(box.grow);
      node.setPadding(Edge.All, box.padding);
      node.setGap(Gutter.All, box.gap);
      if (box.width !== null) node.setWidth(box.width);
      if (box.height !== null) node.setHeight(box.height);
      return node;
    });
    const counts = new Array(boxes.length).fill(0);
    boxes.forEach((box, index) => {
      if (box.parent === null) return;
      nodes[box.parent].insertChild(nodes[index], counts[box.parent]);
      counts[box.parent] += 1;
    });
    const start = performance.now();
    nodes[0].calculateLayout(1440, undefined, Direction.LTR);
    const took = performance.now() - start;
    nodes[0].freeRecursive();
    return took;
  });
  return {
    peer: await installedVersion('yoga-layout'),
    peer_median: quantile(times, 0.5),
    peer_p99: quantile(times, 0.99),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(await measureYoga(process.argv[2], 3_000));
}
