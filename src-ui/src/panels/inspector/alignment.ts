/** The 3 × 3 grid's cells as flex alignment, and back. */

export interface Alignment {
  justify: string;
  align: string;
}

const PLACES = ['flex-start', 'center', 'flex-end'] as const;

type Place = (typeof PLACES)[number];

/** `normal` packs at the start; `start` and `end` are the same where nothing is reversed. */
function flexWord(word: string | undefined): Place {
  if (word === 'normal' || word === 'start') return 'flex-start';
  return (word === 'end' ? 'flex-end' : word) as Place;
}

/** Column and row of the cell, 0 to 2; absent for values that the grid doesn't have. */
export function cellOf(
  { justify, align }: { justify: string | undefined; align: string | undefined },
  isRow: boolean,
): { column: number; row: number } | undefined {
  const main = PLACES.indexOf(flexWord(justify));
  const cross = PLACES.indexOf(flexWord(align));
  if (main < 0 || cross < 0) return undefined;
  return isRow ? { column: main, row: cross } : { column: cross, row: main };
}

export function alignmentOf(column: number, row: number, isRow: boolean): Alignment {
  const main = PLACES[isRow ? column : row] ?? 'flex-start';
  const cross = PLACES[isRow ? row : column] ?? 'flex-start';
  return { justify: main, align: cross };
}
