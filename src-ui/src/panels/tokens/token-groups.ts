/** How tokens are listed: under the groups that their labels name. */
import type { TokenRow } from '../../protocol/TokenRow';

export interface TokenGroup {
  name: string;
  tokens: readonly TokenRow[];
}

/** What stands behind the last slash. */
export function shortLabel(label: string): string {
  return label.slice(label.lastIndexOf('/') + 1);
}

/** The tokens by what stands before the last slash of their labels, in the order of the names. */
export function groupTokens(tokens: readonly TokenRow[]): TokenGroup[] {
  const groups = new Map<string, TokenRow[]>();
  for (const token of tokens) {
    const name = token.label.includes('/') ? token.label.slice(0, token.label.lastIndexOf('/')) : '';
    const group = groups.get(name);
    if (group) group.push(token);
    else groups.set(name, [token]);
  }
  return [...groups]
    .map(([name, members]) => ({ name, tokens: members }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** A name for a token from its label: small letters, digits and hyphens. */
export function tokenName(label: string): string {
  const name = label
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}_]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'token' : name;
}

/** The name, or the first with a number that no token has. */
export function freeName(tokens: readonly TokenRow[], wanted: string): string {
  const taken = new Set(tokens.map((it) => it.name));
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}-${number}`)) number += 1;
  return `${wanted}-${number}`;
}
