/**
 * Remembers what `compute` gave, at most `max` keys; the oldest key is forgotten first. Oldest, not least used: a hot key that is
 * forgotten costs one computation, while reordering would cost every hit. `compute` must not give undefined.
 */
export function memo<K, V>(max: number, compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = compute(key);
    if (known.size >= max) known.delete(known.keys().next().value!);
    known.set(key, value);
    return value;
  };
}
