/** What a right click on the canvas or on a layer offers. */
import type { MenuEntry } from '../design-system/Menu';
import { isEnabled } from '../state/actions';
import { copySelection, pasteFromMenu } from '../state/clipboard';
import type { CommandId, Session } from '../state/session';
import { renaming } from '../state/ui-state';

export function canvasMenu(session: Session): MenuEntry[] {
  const { selection } = session.state.value;
  const command = (id: CommandId, label?: string, run?: () => void): MenuEntry[] => {
    const info = session.commands.find((it) => it.id === id);
    if (!info) return [];
    return [
      {
        label: label ?? info.title,
        shortcut: info.keys[0],
        disabled: !isEnabled(info, session),
        run: run ?? (() => session.tryRunAndTell(id)),
      },
    ];
  };
  const paste = command('element.paste', 'Paste', () => void pasteFromMenu(session));
  if (selection.length === 0) {
    return [
      ...paste,
      ...command('select.all'),
      'separator',
      ...command('view.zoom-fit'),
      ...command('view.zoom-100'),
    ];
  }
  const isFrame = session.inspector.value.kinds.includes('frame');
  return [
    ...command('edit.copy', 'Copy', () => void copySelection(session, 'edit.copy')),
    ...command('edit.cut', 'Cut', () => void copySelection(session, 'edit.cut')),
    ...paste,
    ...command('element.duplicate'),
    'separator',
    ...command('style.copy'),
    ...command('style.paste'),
    'separator',
    ...command('arrange.bring-to-front'),
    ...command('arrange.bring-forward'),
    ...command('arrange.send-backward'),
    ...command('arrange.send-to-back'),
    'separator',
    ...command('arrange.group'),
    ...(isFrame ? command('arrange.ungroup') : []),
    ...command('layout.add-auto'),
    ...(isFrame ? command('layout.remove-auto') : []),
    'separator',
    ...command('element.rename', 'Rename', () => renaming.set(selection[0])),
    ...command('element.toggle-hidden'),
    ...command('element.toggle-locked'),
    'separator',
    ...command('element.delete').map((entry) =>
      typeof entry === 'object' ? { ...entry, danger: true } : entry,
    ),
  ];
}
