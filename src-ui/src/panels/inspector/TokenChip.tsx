import { Hexagon, Unlink } from 'lucide-react';
import type { ReactNode } from 'react';

import { Icon } from '../../design-system/Icon';
import { IconButton } from '../../design-system/IconButton';
import { DropdownMenu, type MenuEntry } from '../../design-system/Menu';
import { Swatch } from '../../design-system/Swatch';
import type { TokenRow } from '../../protocol/TokenRow';
import { useTokens } from '../../state/use-session';
import { shortLabel } from '../tokens/token-groups';
import type { Fields } from './use-fields';

interface Choice {
  fields: Fields;
  /** The properties that are set together. */
  names: readonly string[];
  /** The kinds of tokens that fit. */
  kinds: readonly string[];
  label: string;
}

function useEntries({ fields, names, kinds }: Choice, current?: TokenRow): MenuEntry[] {
  const tokens = useTokens().filter((it) => kinds.includes(it.kind) && it.resolved !== undefined);
  return tokens.map((token) => ({
    label: token.label,
    checked: token.name === current?.name,
    run: () => fields.set(Object.fromEntries(names.map((name) => [name, `var(--${token.name})`]))),
  }));
}

/** A value that comes from a design token: its name; a click chooses another one. */
export function TokenChip({ mark, token, ...choice }: Choice & { token: TokenRow; mark?: ReactNode }) {
  const { fields, names, label } = choice;
  const entries = useEntries(choice, token);
  const detach = (): void =>
    fields.set(Object.fromEntries(names.map((name) => [name, token.resolved ?? null])));
  const paints = token.kind === 'color' || token.kind === 'gradient';
  return (
    <div className="field token-field" data-testid={`token-${names[0] ?? ''}`}>
      {mark && <span className="field__label">{mark}</span>}
      <DropdownMenu entries={entries}>
        <button
          type="button"
          className="token-chip"
          aria-label={`${label}: token ${token.label}`}
          title={`${token.label}: ${token.resolved ?? 'missing'}`}
        >
          {paints ? (
            <Swatch background={token.resolved ?? 'none'} />
          ) : (
            <Icon of={Hexagon} size={12} />
          )}
          <span>{shortLabel(token.label)}</span>
        </button>
      </DropdownMenu>
      <IconButton
        icon={Unlink}
        label={`Detach ${label.toLowerCase()} from its token`}
        small
        onClick={detach}
      />
    </div>
  );
}

/** Offers the tokens that fit a field, where there are any. */
export function TokenPicker(choice: Choice) {
  const entries = useEntries(choice);
  if (entries.length === 0) return null;
  return (
    <span className="token-picker">
      <DropdownMenu entries={entries} align="end">
        <button
          type="button"
          aria-label={`${choice.label}: choose a token`}
          title="Choose a token"
          data-testid={`pick-token-${choice.names[0] ?? ''}`}
        >
          <Icon of={Hexagon} size={12} />
        </button>
      </DropdownMenu>
    </span>
  );
}
