/** The index that `page.move` takes (among the other pages) for a drop before row `line`. */
export function pageMoveIndex(from: number, line: number): number | undefined {
  const index = line > from ? line - 1 : line;
  return index === from ? undefined : index;
}
