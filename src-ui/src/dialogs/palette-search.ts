/** What the palette lists for a query. */
import type { Action } from '../state/actions';
import { fuzzyFilter } from '../state/fuzzy';

/** Best fits first; what can't be run now comes after what can. */
export function searchActions(
  actions: readonly Action[],
  query: string,
  enabled: (action: Action) => boolean,
): Action[] {
  const found = fuzzyFilter(actions, query, (action) => `${action.title} ${action.category}`);
  return [...found.filter(enabled), ...found.filter((action) => !enabled(action))];
}
