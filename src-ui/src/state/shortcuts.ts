/** Keyboard shortcuts: reading the table's spelling, matching events, showing them to people. */

/** A shortcut such as `Mod+Shift+Z`. */
export interface Shortcut {
  mod: boolean;
  shift: boolean;
  alt: boolean;
  /** Lower case for letters, `KeyboardEvent.key`'s name for the others. */
  key: string;
}

export type KeyEvent = Pick<
  KeyboardEvent,
  'key' | 'code' | 'metaKey' | 'ctrlKey' | 'shiftKey' | 'altKey'
>;

export function parseShortcut(text: string): Shortcut {
  // `Mod++` names the plus key itself.
  const parts = text.endsWith('++') ? [...text.slice(0, -2).split('+'), '+'] : text.split('+');
  const key = parts.pop() ?? '';
  return {
    mod: parts.includes('Mod'),
    shift: parts.includes('Shift'),
    alt: parts.includes('Alt'),
    key: key.length === 1 ? key.toLowerCase() : key,
  };
}

/** Whether the event is the shortcut. ⌘ counts as Mod on Apple's systems, Ctrl elsewhere. */
export function matchesShortcut(event: KeyEvent, shortcut: Shortcut, apple: boolean): boolean {
  const mod = apple ? event.metaKey : event.ctrlKey;
  const otherMod = apple ? event.ctrlKey : event.metaKey;
  if (mod !== shortcut.mod || otherMod || event.altKey !== shortcut.alt) return false;
  const wanted = shortcut.key;
  // Signs such as ? and + are where the layout has them, with or without Shift.
  const isSign = wanted.length === 1 && !/[a-z0-9]/.test(wanted);
  if (isSign && !shortcut.shift && !shortcut.alt) return event.key === wanted;
  if (event.shiftKey !== shortcut.shift) return false;
  return event.key.toLowerCase() === wanted.toLowerCase() || keyOfCode(event.code) === wanted;
}

/** The key as a US layout names it: Alt and Shift change `key`, but not `code`. */
function keyOfCode(code: string): string | undefined {
  if (code.startsWith('Key')) return code.slice(3).toLowerCase();
  if (code.startsWith('Digit')) return code.slice(5);
  return { BracketLeft: '[', BracketRight: ']', Slash: '/', Backslash: '\\' }[code];
}

const APPLE_NAMES: Record<string, string> = {
  Enter: '↩',
  Escape: '⎋',
  Delete: '⌦',
  Backspace: '⌫',
  Tab: '⇥',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Space: 'Space',
};

const OTHER_NAMES: Record<string, string> = {
  Escape: 'Esc',
  Delete: 'Del',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** The keys of a shortcut as the platform writes them: `⌘⇧Z`, `Ctrl+Shift+Z`. */
export function formatShortcut(text: string, apple: boolean): string {
  const shortcut = parseShortcut(text);
  const names = apple ? APPLE_NAMES : OTHER_NAMES;
  const key =
    names[shortcut.key] ?? (shortcut.key.length === 1 ? shortcut.key.toUpperCase() : shortcut.key);
  if (apple) {
    return `${shortcut.alt ? '⌥' : ''}${shortcut.shift ? '⇧' : ''}${shortcut.mod ? '⌘' : ''}${key}`;
  }
  const modifiers = [shortcut.mod && 'Ctrl', shortcut.alt && 'Alt', shortcut.shift && 'Shift'];
  return [...modifiers.filter((it) => it !== false), key].join('+');
}

/** Whether keys typed there are text rather than shortcuts. */
export function isTypingTarget(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) {
    return !['checkbox', 'radio', 'button', 'range'].includes(target.type);
  }
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    target.isContentEditable
  );
}
