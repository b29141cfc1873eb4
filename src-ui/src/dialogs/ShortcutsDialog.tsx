import { Dialog } from '../design-system/Dialog';
import { IS_APPLE } from '../platform';
import { allActions } from '../state/actions';
import { formatShortcut } from '../state/shortcuts';
import { useSession } from '../state/use-session';
import './dialogs.css';

interface Entry {
  title: string;
  keys: readonly string[];
}

/** What the pointer does, which no command stands for. */
const POINTER: readonly Entry[] = [
  { title: 'Pan', keys: ['Space'] },
  { title: 'Nudge by 1 px', keys: ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown'] },
  { title: 'Nudge by 10 px', keys: ['Shift+ArrowRight'] },
];

/** The map of all shortcuts, made from the command table. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const groups = new Map<string, Entry[]>([['Canvas', [...POINTER]]]);
  for (const { category, title, keys } of allActions(session)) {
    if (keys.length === 0) continue;
    const group = groups.get(category);
    if (group) group.push({ title, keys });
    else groups.set(category, [{ title, keys }]);
  }
  return (
    <Dialog title="Keyboard shortcuts" width={760} testId="shortcuts-dialog" onClose={onClose}>
      <div className="shortcuts scroll">
        {[...groups].map(([category, entries]) => (
          <section key={category} className="shortcuts__group">
            <h2 className="shortcuts__heading">{category}</h2>
            {entries.map((entry) => (
              <div key={entry.title} className="shortcuts__row">
                {entry.title}
                <span className="shortcuts__keys">
                  {entry.keys.map((key) => (
                    <kbd key={key} className="keycap">
                      {formatShortcut(key, IS_APPLE)}
                    </kbd>
                  ))}
                </span>
              </div>
            ))}
          </section>
        ))}
      </div>
    </Dialog>
  );
}
