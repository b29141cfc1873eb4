/** Chooses the host that this window runs in. */
import { BrowserHost } from './browser-host';
import type { Host } from './host';

export async function openHost(): Promise<Host> {
  if ('__TAURI_INTERNALS__' in window) {
    const { TauriHost } = await import('./tauri-host');
    return new TauriHost();
  }
  return new BrowserHost();
}

/** Whether shortcuts use ⌘ rather than Ctrl. */
export const IS_APPLE = /Mac|iPhone|iPad/.test(navigator.userAgent);
