/** A value that components can watch. */
import { useSyncExternalStore } from 'react';

export class Store<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(initial: T) {
    this.#value = initial;
  }

  get value(): T {
    return this.#value;
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
  }

  update(change: (value: T) => T): void {
    this.set(change(this.#value));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, () => store.value);
}

/** The part of `next` that equals `previous`, field by field, is `previous` itself, so that what
 * didn't change isn't drawn again. */
export function shareUnchanged<T extends object>(previous: T | undefined, next: T): T {
  if (!previous) return next;
  const shared = { ...next };
  let changed = false;
  const keys = new Set([...Object.keys(previous), ...Object.keys(next)]) as Set<keyof T & string>;
  for (const key of keys) {
    if (Object.is(previous[key], next[key])) continue;
    if (JSON.stringify(previous[key]) === JSON.stringify(next[key])) shared[key] = previous[key];
    else changed = true;
  }
  return changed ? shared : previous;
}
