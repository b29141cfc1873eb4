/** What only this window knows: dialogs, hidden panels, the chosen theme. */
import { Store } from './store';

export type ThemeChoice = 'system' | 'light' | 'dark';
export type DialogName = 'palette' | 'shortcuts' | 'export' | 'import';

const THEME_KEY = 'omnios.theme';

export const dialog = new Store<DialogName | undefined>(undefined);
export const panelsHidden = new Store(false);
export const themeChoice = new Store<ThemeChoice>(readTheme());
/** Which element's row shows a field for its name. */
export const renaming = new Store<string | undefined>(undefined);

const systemDark = matchMedia('(prefers-color-scheme: dark)');

/** Whether the window is dark now. */
export const isDark = new Store(computeDark());

systemDark.addEventListener('change', () => isDark.set(computeDark()));
themeChoice.subscribe(() => {
  try {
    localStorage.setItem(THEME_KEY, themeChoice.value);
  } catch {
    // A window without storage forgets the choice, which loses nobody's work.
  }
  isDark.set(computeDark());
});
isDark.subscribe(applyTheme);
applyTheme();

function computeDark(): boolean {
  return themeChoice.value === 'system' ? systemDark.matches : themeChoice.value === 'dark';
}

function applyTheme(): void {
  document.documentElement.dataset['theme'] = isDark.value ? 'dark' : 'light';
}

function readTheme(): ThemeChoice {
  try {
    const stored = localStorage.getItem(THEME_KEY);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}
