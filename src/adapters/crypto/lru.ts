/** The newest `most` entries, by last use. */
export interface Lru<T> {
  get(name: string): T | undefined;
  set(name: string, value: T): void;
  readonly size: number;
}

export function makeLru<T>(most: number): Lru<T> {
  const entries = new Map<string, T>(); // a Map keeps the order of insertion: the first is the one unused longest
  return {
    get(name) {
      const found = entries.get(name);
      if (found === undefined) return undefined;
      entries.delete(name);
      entries.set(name, found);
      return found;
    },
    set(name, value) {
      entries.delete(name);
      entries.set(name, value);
      if (entries.size <= most) return;
      const oldest = entries.keys().next();
      if (!oldest.done) entries.delete(oldest.value);
    },
    get size() {
      return entries.size;
    },
  };
}
