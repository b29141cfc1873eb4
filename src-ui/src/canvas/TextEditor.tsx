import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
} from 'react';

import { IS_APPLE } from '../platform';
import { withFallbacks } from '../platform/fonts';
import type { TextEditing } from '../protocol/TextEditing';
import { matchesShortcut, parseShortcut } from '../state/shortcuts';
import { useSession } from '../state/use-session';
import { TextToolbar } from './TextToolbar';
import {
  piecesOf,
  select,
  selectionIn,
  showPieces,
  textOf,
  type Stretch,
} from './rich-text-field';

const TOGGLES = [
  ['Mod+B', 'text.bold'],
  ['Mod+I', 'text.italic'],
  ['Mod+U', 'text.underline'],
] as const;

type Toggle = (typeof TOGGLES)[number][1];

/** The field that lies over a text element while it is edited in place. The engine goes on
 * painting the text; the field shows caret and selection, so that nothing is drawn twice. */
export function TextEditor({ editing }: { editing: TextEditing }) {
  const session = useSession();
  const area = useRef<HTMLDivElement>(null);
  const whole = useRef<HTMLDivElement>(null);
  const composing = useRef(false);
  const [selected, setSelected] = useState<Stretch>({ start: 0, end: 0 });
  // What was switched at a bare caret: it holds for what is typed there next.
  const pending = useRef<{ at: number; commands: Set<Toggle> } | undefined>(undefined);
  const typed = useRef(editing.text);

  useLayoutEffect(() => {
    const field = area.current;
    typed.current = editing.text;
    if (field && !composing.current) {
      showPieces(field, piecesOf(editing.text, editing.runs, editing.objects));
    }
  }, [editing.text, editing.runs, editing.objects]);

  useEffect(() => {
    const field = area.current;
    if (!field) return undefined;
    field.focus({ preventScroll: true });
    select(field, { start: 0, end: textOf(field).length });
    const note = (): void => {
      const now = selectionIn(field);
      if (!now) return;
      setSelected(now);
      const stays = now.start === pending.current?.at && now.end === now.start;
      if (!stays && !composing.current) pending.current = undefined;
    };
    document.addEventListener('selectionchange', note);
    return () => document.removeEventListener('selectionchange', note);
  }, [editing.id]);

  /** Hands over the text, into which something may have been put in front of `caret`. */
  const type = (text: string, caret: number | undefined): void => {
    const added = text.length - typed.current.length;
    typed.current = text;
    session.run('element.set-text', { id: editing.id, text });
    const switched = pending.current;
    pending.current = undefined;
    if (!switched || added <= 0 || caret !== switched.at + added) return;
    for (const command of switched.commands) {
      session.run(command, { ids: [editing.id], start: switched.at, end: caret });
    }
  };
  const insert = (text: string): void => {
    const field = area.current;
    const at = field && selectionIn(field);
    if (!at) return;
    const before = textOf(field);
    const caret = at.start + text.length;
    type(before.slice(0, at.start) + text + before.slice(at.end), caret);
    // After React has shown what was inserted.
    requestAnimationFrame(() => select(field, { start: caret, end: caret }));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      session.finishEditing();
      session.canvas.value.focus();
      return;
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      insert('\n');
      return;
    }
    const key = event.nativeEvent;
    const toggle = TOGGLES.find(([keys]) => matchesShortcut(key, parseShortcut(keys), IS_APPLE));
    if (!toggle) return;
    event.preventDefault();
    const { start, end } = selected;
    if (start < end) {
      session.run(toggle[1], { ids: [editing.id], start, end });
      return;
    }
    pending.current ??= { at: start, commands: new Set() };
    const { commands } = pending.current;
    if (!commands.delete(toggle[1])) commands.add(toggle[1]);
  };

  const { screen, zoom } = editing;
  return (
    <div
      ref={whole}
      onBlur={(event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node && whole.current?.contains(to))) session.finishEditing();
      }}
    >
      <div
        ref={area}
        className="text-editor"
        data-testid="text-editor"
        role="textbox"
        aria-multiline="true"
        aria-label="Text on the canvas"
        tabIndex={0}
        contentEditable="plaintext-only"
        suppressContentEditableWarning
        spellCheck={false}
        style={{
          ...cssProperties(editing.css),
          fontFamily: withFallbacks(editing.css['font-family'] ?? 'Inter'),
          left: screen.x,
          top: screen.y,
          // A hair more than the engine's box, so that rounding never breaks a line early.
          width: screen.width / zoom + 0.5,
          // Room for a line that is being begun, so that the field never scrolls.
          height: `calc(${screen.height / zoom}px + 2lh)`,
          caretColor: editing.css['color'],
          color: 'transparent',
          transform: `scale(${zoom})`,
        }}
        onInput={(event) => {
          if (composing.current) return;
          type(textOf(event.currentTarget), selectionIn(event.currentTarget)?.end);
        }}
        onCompositionStart={() => (composing.current = true)}
        onCompositionEnd={(event) => {
          composing.current = false;
          type(textOf(event.currentTarget), selectionIn(event.currentTarget)?.end);
        }}
        onPaste={(event) => {
          event.preventDefault();
          insert(event.clipboardData.getData('text/plain').replace(/\r\n?/g, '\n'));
        }}
        onKeyDown={onKeyDown}
        onScroll={(event) => event.currentTarget.scrollTo(0, 0)}
      />
      {selected.start < selected.end && <TextToolbar editing={editing} selected={selected} />}
    </div>
  );
}

/** React spells CSS properties in camel case. */
function cssProperties(css: Partial<Record<string, string>>): CSSProperties {
  const entries = Object.entries(css).map(([name, value]) => [
    name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    value,
  ]);
  return Object.fromEntries(entries) as CSSProperties;
}
