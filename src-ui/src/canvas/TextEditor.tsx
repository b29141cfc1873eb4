import { useEffect, useRef, type CSSProperties } from 'react';

import type { TextEditing } from '../protocol/TextEditing';
import { useSession } from '../state/use-session';

/** The text field that lies over a text element while it is edited in place. The engine goes on
 * painting the text; the field shows caret and selection, so that nothing is drawn twice. */
export function TextEditor({ editing }: { editing: TextEditing }) {
  const session = useSession();
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    area.current?.focus({ preventScroll: true });
    area.current?.select();
  }, [editing.id]);

  const { screen, zoom } = editing;
  return (
    <textarea
      ref={area}
      className="text-editor"
      data-testid="text-editor"
      aria-label="Text on the canvas"
      spellCheck={false}
      value={editing.text}
      style={{
        ...cssProperties(editing.css),
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
      onChange={(event) =>
        session.run('element.set-text', { id: editing.id, text: event.currentTarget.value })
      }
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        session.finishEditing();
        session.canvas.value.focus();
      }}
      onScroll={(event) => event.currentTarget.scrollTo(0, 0)}
      onBlur={() => session.finishEditing()}
    />
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
