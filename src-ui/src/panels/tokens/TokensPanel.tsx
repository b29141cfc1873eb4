import { Plus, Search } from 'lucide-react';
import { useState } from 'react';

import { Button } from '../../design-system/Button';
import { EmptyState } from '../../design-system/EmptyState';
import { Icon } from '../../design-system/Icon';
import { IconButton } from '../../design-system/IconButton';
import { fuzzyFilter } from '../../state/fuzzy';
import type { Session } from '../../state/session';
import { useSession, useTokens } from '../../state/use-session';
import { RecurringValues } from './RecurringValues';
import { freeName, groupTokens } from './token-groups';
import { TokenItem } from './TokenItem';
import './tokens.css';

/** The project's design tokens. */
export function TokensPanel() {
  const session = useSession();
  const tokens = useTokens();
  const [query, setQuery] = useState('');
  if (tokens.length === 0) {
    return (
      <div className="tokens">
        <EmptyState action={<Button onClick={() => addColor(session)}>Add a color</Button>}>
          Colors, sizes and fonts that you name here can be used by every element. Import a file
          of design tokens, or add one.
        </EmptyState>
        <RecurringValues />
      </div>
    );
  }
  const found = query === '' ? tokens : fuzzyFilter(tokens, query, (token) => token.label);
  return (
    <div className="tokens">
      <div className="assets__bar">
        <label className="field">
          <span className="field__label">
            <Icon of={Search} size={14} />
          </span>
          <input
            aria-label="Find a token"
            placeholder="Find"
            value={query}
            style={{ paddingLeft: 0 }}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
        </label>
        <IconButton icon={Plus} label="Add a token" onClick={() => addColor(session)} />
      </div>
      <div className="tokens__list scroll">
        {groupTokens(found).map((group) => (
          <section key={group.name} aria-label={group.name || 'Tokens'}>
            {group.name && <h3 className="tokens__group">{group.name.replaceAll('/', ' / ')}</h3>}
            <ul>
              {group.tokens.map((token) => (
                <TokenItem key={token.name} token={token} />
              ))}
            </ul>
          </section>
        ))}
        {query === '' && <RecurringValues />}
      </div>
      {found.length === 0 && (
        <EmptyState action={<Button onClick={() => setQuery('')}>Show all</Button>}>
          No token is named like “{query}”.
        </EmptyState>
      )}
    </div>
  );
}

function addColor(session: Session): void {
  const name = freeName(session.tokens.value, 'color');
  session.run('token.set', { name, kind: 'color', value: '#6e56cf', label: `Color/${name}` });
}
