import { Bold, Italic, Link, RemoveFormatting, Strikethrough, Underline } from 'lucide-react';
import { useState } from 'react';

import { IconButton } from '../design-system/IconButton';
import { TextField } from '../design-system/TextField';
import type { TextEditing } from '../protocol/TextEditing';
import { useSession } from '../state/use-session';
import type { Stretch } from './rich-text-field';

interface Props {
  editing: TextEditing;
  selected: Stretch;
}

/** What can be set on the selected part of a text. It floats above the text. */
export function TextToolbar({ editing, selected }: Props) {
  const session = useSession();
  const [linking, setLinking] = useState(false);
  const { start, end } = selected;
  const value = (name: string): string | undefined => {
    const run = editing.runs.find((it) => it.start <= start && start < it.end);
    return run?.properties[name] ?? editing.css[name];
  };
  const toggle = (command: 'text.bold' | 'text.italic' | 'text.underline'): unknown =>
    session.run(command, { ids: [editing.id], start, end });
  const format = (set: Record<string, string | null>): unknown =>
    session.run('text.format', { id: editing.id, start, end, set });
  const lines = value('text-decoration') ?? 'none';
  const color = value('color') ?? '#000000';
  return (
    <div
      className="text-toolbar"
      role="toolbar"
      aria-label="Selected text"
      data-testid="text-toolbar"
      style={{ left: editing.screen.x, top: editing.screen.y }}
      // The selection stays where it is while a button is pressed.
      onMouseDown={(event) => {
        if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
      }}
    >
      <IconButton
        icon={Bold}
        label="Bold"
        shortcut="Mod+B"
        small
        pressed={Number(value('font-weight')) >= 600}
        onClick={() => toggle('text.bold')}
      />
      <IconButton
        icon={Italic}
        label="Italic"
        shortcut="Mod+I"
        small
        pressed={value('font-style') === 'italic'}
        onClick={() => toggle('text.italic')}
      />
      <IconButton
        icon={Underline}
        label="Underline"
        shortcut="Mod+U"
        small
        pressed={lines.includes('underline')}
        onClick={() => toggle('text.underline')}
      />
      <IconButton
        icon={Strikethrough}
        label="Strike through"
        small
        pressed={lines.includes('line-through')}
        onClick={() =>
          format({ 'text-decoration': lines.includes('line-through') ? null : 'line-through' })
        }
      />
      <input
        type="color"
        aria-label="Color of the selected text"
        value={color.slice(0, 7)}
        onChange={(event) => format({ color: event.currentTarget.value })}
      />
      <IconButton
        icon={Link}
        label="Link"
        small
        pressed={(value('href') ?? '') !== ''}
        onClick={() => setLinking(!linking)}
      />
      <IconButton
        icon={RemoveFormatting}
        label="Clear formatting"
        small
        onClick={() =>
          format(
            Object.fromEntries(
              editing.runs
                .filter((run) => run.start < end && run.end > start)
                .flatMap((run) => Object.keys(run.properties).map((name) => [name, null])),
            ),
          )
        }
      />
      {linking && (
        <TextField
          label="Link target"
          placeholder="/about or https://…"
          value={value('href') ?? ''}
          autoFocus
          onChange={(href) => {
            format({ href: href === '' ? null : href });
            setLinking(false);
          }}
          onCancel={() => setLinking(false)}
        />
      )}
    </div>
  );
}
