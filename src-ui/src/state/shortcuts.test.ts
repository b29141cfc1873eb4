import { describe, expect, test } from 'vitest';

import { formatShortcut, matchesShortcut, parseShortcut, type KeyEvent } from './shortcuts';

function press(key: string, code: string, ...held: ('meta' | 'ctrl' | 'shift' | 'alt')[]): KeyEvent {
  return {
    key,
    code,
    metaKey: held.includes('meta'),
    ctrlKey: held.includes('ctrl'),
    shiftKey: held.includes('shift'),
    altKey: held.includes('alt'),
  };
}

const matches = (event: KeyEvent, shortcut: string, apple: boolean): boolean =>
  matchesShortcut(event, parseShortcut(shortcut), apple);

describe('shortcuts', () => {
  test('mean ⌘ on macOS and Ctrl elsewhere, and never the other one', () => {
    expect(matches(press('d', 'KeyD', 'meta'), 'Mod+D', true)).toBe(true);
    expect(matches(press('d', 'KeyD', 'ctrl'), 'Mod+D', true)).toBe(false);
    expect(matches(press('d', 'KeyD', 'ctrl'), 'Mod+D', false)).toBe(true);
    expect(matches(press('d', 'KeyD', 'meta'), 'Mod+D', false)).toBe(false);
  });

  test('need exactly their modifiers', () => {
    expect(matches(press('Z', 'KeyZ', 'ctrl', 'shift'), 'Mod+Z', false)).toBe(false);
    expect(matches(press('Z', 'KeyZ', 'ctrl', 'shift'), 'Mod+Shift+Z', false)).toBe(true);
    expect(matches(press('v', 'KeyV'), 'V', false)).toBe(true);
    expect(matches(press('v', 'KeyV', 'ctrl'), 'V', false)).toBe(false);
  });

  test('hold where Option changes the letter', () => {
    expect(matches(press('ç', 'KeyC', 'meta', 'alt'), 'Mod+Alt+C', true)).toBe(true);
    expect(matches(press('å', 'KeyA', 'alt'), 'Alt+A', true)).toBe(true);
  });

  test('that are signs are found where the layout has them', () => {
    expect(matches(press('?', 'Slash', 'shift'), '?', false)).toBe(true);
    expect(matches(press('?', 'Minus', 'shift'), '?', false)).toBe(true);
    expect(matches(press('+', 'Equal', 'ctrl', 'shift'), 'Mod++', false)).toBe(true);
    expect(matches(press('!', 'Digit1', 'shift'), 'Shift+1', false)).toBe(true);
    expect(matches(press(']', 'BracketRight', 'ctrl', 'alt'), 'Mod+]', false)).toBe(false);
    expect(matches(press(']', 'BracketRight', 'ctrl', 'alt'), 'Mod+Alt+]', false)).toBe(true);
  });

  test('are shown as each platform writes them', () => {
    expect(formatShortcut('Mod+Shift+Z', true)).toBe('⇧⌘Z');
    expect(formatShortcut('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z');
    expect(formatShortcut('Mod++', false)).toBe('Ctrl++');
    expect(formatShortcut('Escape', false)).toBe('Esc');
    expect(formatShortcut('Mod+Alt+[', true)).toBe('⌥⌘[');
  });
});
