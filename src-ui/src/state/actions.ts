/** What menus, keys and the palette run beyond the command table, and the table itself as a list
 * of actions. */
import type { CommandInfo } from '../protocol/CommandInfo';
import type { MotionPreset } from '../protocol/MotionPreset';
import type { Session } from './session';
import { dialog, panelsHidden, renaming, themeChoice, type ThemeChoice } from './ui-state';

export interface Tool {
  id: string;
  title: string;
  key: string;
}

export const TOOLS: readonly Tool[] = [
  { id: 'select', title: 'Select', key: 'V' },
  { id: 'frame', title: 'Frame', key: 'F' },
  { id: 'rectangle', title: 'Rectangle', key: 'R' },
  { id: 'ellipse', title: 'Ellipse', key: 'O' },
  { id: 'line', title: 'Line', key: 'L' },
  { id: 'pen', title: 'Pen', key: 'P' },
  { id: 'text', title: 'Text', key: 'T' },
  { id: 'image', title: 'Image', key: 'Shift+I' },
  { id: 'hand', title: 'Hand', key: 'H' },
];

export const BREAKPOINTS: readonly { id: string; title: string; width: number }[] = [
  { id: 'desktop', title: 'Desktop', width: 1440 },
  { id: 'tablet', title: 'Tablet', width: 768 },
  { id: 'mobile', title: 'Mobile', width: 390 },
];

const THEMES: readonly { id: ThemeChoice; title: string }[] = [
  { id: 'system', title: 'Follow the system’s theme' },
  { id: 'light', title: 'Light theme' },
  { id: 'dark', title: 'Dark theme' },
];

/** Something a person can run by name or key. */
export interface Action {
  id: string;
  title: string;
  category: string;
  keys: readonly string[];
  /** Whether it makes sense now. */
  enabled: (session: Session) => boolean;
  /** The one argument it asks for, where there is one. */
  prompt?: { name: string; kind: 'number' | 'text' };
  run: (session: Session, answer?: number | string) => void;
}

const always = (): boolean => true;

const OWN_ACTIONS: readonly Action[] = [
  own('studio.palette', 'Search commands', 'Studio', ['Mod+K', 'Mod+/'], () => dialog.set('palette')),
  own('studio.shortcuts', 'Show keyboard shortcuts', 'Studio', ['?'], () => dialog.set('shortcuts')),
  own('studio.import', 'Import…', 'Studio', ['Mod+Shift+I'], () => dialog.set('import')),
  own('studio.export', 'Export…', 'Studio', ['Mod+Shift+E'], () => dialog.set('export')),
  own('studio.panels', 'Show or hide panels', 'Studio', ['Mod+\\'], () => panelsHidden.update((it) => !it)),
  ...THEMES.map(({ id, title }) =>
    own(`studio.theme-${id}`, title, 'Studio', [], () => themeChoice.set(id)),
  ),
  ...TOOLS.map(({ id, title, key }) =>
    own(`tool.${id}`, `${title} tool`, 'Tool', [key], (session) => session.run('tool.select', { tool: id })),
  ),
  ...BREAKPOINTS.map(({ id, title }) =>
    own(`view.breakpoint-${id}`, `Edit at ${title.toLowerCase()}`, 'View', [], (session) =>
      session.run('view.breakpoint', { breakpoint: id }),
    ),
  ),
];

function own(
  id: string,
  title: string,
  category: string,
  keys: string[],
  run: (session: Session) => void,
): Action {
  return { id, title, category, keys, enabled: always, run };
}

/** Commands that are run by other means than by name alone. */
const SHOWN_OTHERWISE = new Set([
  'element.rename',
  'tool.select',
  'view.breakpoint',
  'page.open',
  'select.set',
  'element.nudge',
  'motion.add-animation',
  'motion.set-timing',
  'motion.add-keyframe',
  'motion.set-keyframe',
  'motion.move-keyframe',
  'motion.remove-keyframe',
  'motion.remove-state',
  'motion.add-transition',
  'motion.remove-transition',
  'motion.add-variable',
  'motion.remove-variable',
]);

/** Every action, for palette, shortcuts and their map. */
export function allActions(session: Session): Action[] {
  return [
    ...OWN_ACTIONS,
    renameAction(session),
    ...session.motionPresets.map(presetAction),
    ...session.commands.flatMap(commandAction),
  ];
}

function presetAction({ id, title }: MotionPreset): Action {
  return {
    ...own(`motion.add-${id}`, `Animate: ${title.toLowerCase()}`, 'Motion', [], (session) =>
      session.run('motion.add-animation', { preset: id }),
    ),
    enabled: (session) => session.state.value.selection.length > 0,
  };
}

/** Pages as actions, for the palette. */
export function pageActions(session: Session): Action[] {
  return session.state.value.pages.map((page) =>
    own(`page:${page.id}`, `${page.name} ${page.route}`, 'Go to page', [], () =>
      session.run('page.open', { page: page.id }),
    ),
  );
}

function renameAction(session: Session): Action {
  const info = session.commands.find((command) => command.id === 'element.rename');
  return {
    id: 'element.rename',
    title: 'Rename',
    category: 'Element',
    keys: [...(info?.keys ?? []), 'F2'],
    enabled: () => session.state.value.selection.length === 1,
    run: () => renaming.set(session.state.value.selection[0]),
  };
}

function commandAction(info: CommandInfo): Action[] {
  if (SHOWN_OTHERWISE.has(info.id)) return [];
  const required = requiredArguments(info);
  const only = required[0];
  if (required.length > 1 || only?.kind === 'other') return [];
  return [
    {
      id: info.id,
      title: info.title,
      category: info.category,
      keys: info.keys,
      enabled: (session) => isEnabled(info, session),
      ...(only && { prompt: { name: only.name, kind: only.kind } }),
      run: (session, answer) => {
        session.tryRunAndTell(info.id, only ? { [only.name]: answer } : {});
      },
    },
  ];
}

/** Whether the table says that the command can be run now. */
export function isEnabled(info: CommandInfo, session: Session): boolean {
  const { selection, undo, redo } = session.state.value;
  switch (info.when) {
    case 'always':
      return true;
    case 'selection':
      return selection.length > 0;
    case 'several':
      return selection.length > 1;
    case 'frame':
      return selection.length > 0 && session.inspector.value.kinds.includes('frame');
    case 'undoable':
      return undo !== undefined;
    case 'redoable':
      return redo !== undefined;
  }
}

function requiredArguments(
  info: CommandInfo,
): { name: string; kind: 'number' | 'text' | 'other' }[] {
  const schema = info.args as {
    required?: string[];
    properties?: Record<string, { type?: string | string[] }>;
  };
  return (schema.required ?? []).map((name) => {
    const type = schema.properties?.[name]?.type;
    const kind =
      type === 'number' || type === 'integer' ? 'number' : type === 'string' ? 'text' : 'other';
    return { name, kind };
  });
}
