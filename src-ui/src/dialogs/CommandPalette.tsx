import { Dialog as Radix } from 'radix-ui';
import { useMemo, useState, type KeyboardEvent } from 'react';

import { IS_APPLE } from '../platform';
import { allActions, pageActions, type Action } from '../state/actions';
import { evaluate } from '../state/css-number';
import { formatShortcut } from '../state/shortcuts';
import { useSession } from '../state/use-session';
import { searchActions } from './palette-search';
import './dialogs.css';

/** Everything the studio can do, by name. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const [asking, setAsking] = useState<Action>();
  const actions = useMemo(() => [...pageActions(session), ...allActions(session)], [session]);
  const found = useMemo(
    () => (asking ? [] : searchActions(actions, query, (action) => action.enabled(session))),
    [actions, asking, query, session],
  );

  const choose = (action: Action | undefined): void => {
    if (!action?.enabled(session)) return;
    if (action.prompt) {
      setAsking(action);
      setQuery('');
      return;
    }
    onClose();
    action.run(session);
  };
  const answer = (): void => {
    if (!asking?.prompt || query.trim() === '') return;
    const value = asking.prompt.kind === 'number' ? evaluate(query, undefined)?.number : query;
    if (value === undefined) return;
    onClose();
    asking.run(session, value);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const next = (active + step + found.length) % Math.max(found.length, 1);
      setActive(next);
      document.getElementById(`palette-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (asking) answer();
      else choose(found[active]);
    } else if (event.key === 'Backspace' && asking && query === '') {
      setAsking(undefined);
    }
  };

  return (
    <Radix.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Radix.Portal>
        <Radix.Overlay className="dialog__overlay" />
        <Radix.Content
          className="dialog palette"
          aria-describedby={undefined}
          data-testid="command-palette"
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <Radix.Title className="visually-hidden">Search commands</Radix.Title>
          <input
            className="palette__input"
            role="combobox"
            aria-expanded
            aria-controls="palette-list"
            aria-activedescendant={found.length > 0 ? `palette-${active}` : undefined}
            aria-label={asking ? asking.title : 'Search commands'}
            placeholder={
              asking ? `${asking.title}: ${asking.prompt?.name ?? ''}, then Enter` : 'Search commands and pages'
            }
            value={query}
            autoFocus
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => {
              setQuery(event.currentTarget.value);
              setActive(0);
            }}
            onKeyDown={onKeyDown}
          />
          {!asking && (
            <div className="palette__list scroll" role="listbox" id="palette-list" aria-label="Commands">
              {found.length === 0 && (
                <p className="palette__heading">No command is named like “{query}”.</p>
              )}
              {found.map((action, index) => (
                <PaletteItem
                  key={action.id}
                  action={action}
                  index={index}
                  active={index === active}
                  enabled={action.enabled(session)}
                  onHover={() => setActive(index)}
                  onChoose={() => choose(action)}
                />
              ))}
            </div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface ItemProps {
  action: Action;
  index: number;
  active: boolean;
  enabled: boolean;
  onHover: () => void;
  onChoose: () => void;
}

function PaletteItem({ action, index, active, enabled, onHover, onChoose }: ItemProps) {
  const key = action.keys[0];
  return (
    <div
      id={`palette-${index}`}
      role="option"
      aria-selected={active}
      aria-disabled={!enabled}
      className="palette__item"
      onPointerMove={onHover}
      onClick={onChoose}
    >
      <span className="palette__item-title">{action.title}</span>
      <span className="palette__category">{action.category}</span>
      {key && <kbd className="keycap">{formatShortcut(key, IS_APPLE)}</kbd>}
    </div>
  );
}
