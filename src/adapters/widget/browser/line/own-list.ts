import { type ReadonlySignal, signal } from "@preact/signals";
import type { Kept } from "./kept.js";
import { keep, restored } from "./outbox-kept.js";
import type { OwnMessage } from "./types.js";

/** The customer's own messages that the server has not shown yet, and their copy in this tab's storage. */
export interface OwnList {
  own: ReadonlySignal<readonly OwnMessage[]>;
  find(key: string): OwnMessage | undefined;
  add(message: OwnMessage): void;
  change(key: string, patch: Partial<OwnMessage>): void;
  remove(key: string): void;
  /** Stored by the server: not to be kept here any more, only shown until its own copy comes. */
  stored(key: string): void;
  dropStored(): void;
  save(): void;
  restore(name: string, byHand: boolean): void;
}

export function makeOwnList(kept: Kept): OwnList {
  const own = signal<readonly OwnMessage[]>([]);
  const stored = new Set<string>();
  let name: string | null = null;
  const list: OwnList = {
    own,
    find: (key) => own.value.find((each) => each.key === key),
    add: (message) => {
      own.value = [...own.value, message];
      list.save();
    },
    change: (key, patch) => {
      if (list.find(key)) own.value = own.value.map((each) => (each.key === key ? { ...each, ...patch } : each));
    },
    remove: (key) => {
      if (!list.find(key)) return;
      own.value = own.value.filter((each) => each.key !== key);
      stored.delete(key);
      list.save();
    },
    stored: (key) => {
      stored.add(key);
      list.save();
    },
    dropStored: () => {
      own.value = own.value.filter(({ key }) => !stored.has(key));
      stored.clear();
    },
    save: () => {
      const unstored = own.value.filter(({ key }) => !stored.has(key));
      if (name !== null) keep(kept, name, unstored);
    },
    restore: (named, byHand) => {
      name = named;
      own.value = [...restored(kept, name, byHand), ...own.value];
      list.save();
    },
  };
  return list;
}
