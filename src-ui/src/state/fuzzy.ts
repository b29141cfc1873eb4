/** Search as palettes do it: the letters in order, better where words start or follow on. */

/** How well `query` fits `text`; higher is better, `undefined` where it doesn't. */
export function fuzzyScore(query: string, text: string): number | undefined {
  // Preferring word starts can skip letters that are needed later; then they are taken as they come.
  return scoreBy(bestNext, query, text) ?? scoreBy(plainNext, query, text);
}

type Next = (text: string, letter: string, after: number) => number;

function plainNext(text: string, letter: string, after: number): number {
  return text.indexOf(letter, after + 1);
}

function scoreBy(findNext: Next, query: string, text: string): number | undefined {
  const letters = Array.from(query.toLowerCase()).filter((letter) => letter !== ' ');
  const lower = text.toLowerCase();
  const whole = lower.indexOf(query.trim().toLowerCase());
  let score = 0;
  if (query.trim() !== '' && whole >= 0) score += whole === 0 ? 120 : 60;
  let at = -1;
  for (const letter of letters) {
    const next = findNext(lower, letter, at);
    if (next < 0) return undefined;
    if (next === at + 1) score += 8;
    if (startsWord(lower, next)) score += 10;
    score -= Math.min(next - at - 1, 6);
    at = next;
  }
  // Of equal fits, the shorter title is the likelier one.
  return score - lower.length / 100;
}

/** The next place of a letter, at a word's start where there is one. */
function bestNext(text: string, letter: string, after: number): number {
  const next = text.indexOf(letter, after + 1);
  if (next < 0 || next === after + 1 || startsWord(text, next)) return next;
  for (let at = next + 1; at < text.length; at += 1) {
    if (text[at] === letter && startsWord(text, at)) return at;
  }
  return next;
}

function startsWord(text: string, at: number): boolean {
  return at === 0 || /[\s\-./]/.test(text[at - 1] ?? '');
}

/** The items that fit, best first; all of them, in their order, for an empty query. */
export function fuzzyFilter<T>(
  items: readonly T[],
  query: string,
  textOf: (item: T) => string,
): T[] {
  if (query.trim() === '') return [...items];
  return items
    .map((item) => ({ item, score: fuzzyScore(query, textOf(item)) }))
    .filter((it): it is { item: T; score: number } => it.score !== undefined)
    .sort((one, other) => other.score - one.score)
    .map((it) => it.item);
}
