/** How many may go on at once, of all and of one caller. */
export interface Slots {
  /** Null: none is free. Else what gives it back; called again it does nothing. */
  take(key: string): (() => void) | null;
}

export function makeSlots({ most, mostEach }: { most: number; mostEach: number }): Slots {
  const taken = new Map<string, number>();
  let all = 0;
  return {
    take(key) {
      const own = taken.get(key) ?? 0;
      if (all >= most || own >= mostEach) return null;
      all += 1;
      taken.set(key, own + 1);
      let given = false;
      return () => {
        if (given) return;
        given = true;
        all -= 1;
        const left = taken.get(key)! - 1;
        if (left === 0) taken.delete(key);
        else taken.set(key, left);
      };
    },
  };
}
