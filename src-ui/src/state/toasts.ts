/** Short messages at the window's edge. */
import { Store } from './store';

export interface ToastMessage {
  id: number;
  tone: 'info' | 'error';
  text: string;
  action?: { label: string; run: () => void };
}

export const toasts = new Store<readonly ToastMessage[]>([]);

let nextId = 1;

export function showToast(message: Omit<ToastMessage, 'id'>): void {
  // The same message twice says no more than once.
  const others = toasts.value.filter((it) => it.text !== message.text);
  toasts.set([...others, { ...message, id: nextId++ }].slice(-3));
}

export function dismissToast(id: number): void {
  toasts.update((list) => list.filter((it) => it.id !== id));
}

/** Shows what went wrong, in the error's own words. */
export function showError(error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  showToast({ tone: 'error', text });
}
