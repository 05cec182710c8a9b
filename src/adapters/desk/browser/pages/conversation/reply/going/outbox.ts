import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { MessageView } from "../../../../../../../application/desk-views.js";
import type { DraftView } from "../../../../../../../application/draft-view.js";
import { ask, newKey, passing, type Answered, type Problem } from "../../../../api/client.js";
import { onLink } from "../../../../api/live.js";
import { queryClient } from "../../../../api/queries.js";
import { restoreKept } from "../../../../work/writing.js";
import { filesKept, replyKept } from "./kept.js";
import { accepted, changed, refused, settled, takenBack, type Known, type Outgoing } from "./outgoing.js";

/*
 * What was sent and is on its way. It lies in this browser's store, one entry each, until the server has it: a lost connection or a
 * reload only delays it. Whoever else uses this browser neither sees nor sends it.
 */
const AGAIN_MS = 2_000;

let owner: string | null = null;
let all: readonly Outgoing[] = [];
const asking = new Set<string>();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

const prefix = (): string => `frontdoor.desk.out.${owner ?? ""}.`;

function set(next: readonly Outgoing[]): void {
  const gone = all.filter(({ key }) => !next.some((one) => one.key === key));
  const fresh = next.filter((one) => !all.includes(one));
  if (gone.length === 0 && fresh.length === 0) return;
  all = next;
  for (const { key } of gone) localStorage.removeItem(prefix() + key);
  for (const one of fresh) keep(one);
  listeners.forEach((listener) => listener());
}

function keep(one: Outgoing): void {
  try {
    localStorage.setItem(prefix() + one.key, JSON.stringify(one));
  } catch {
    // A full store: it is sent all the same while the page stays open.
  }
}

const alter = (key: string, change: (one: Outgoing) => Outgoing | null): void => set(changed(all, key, change));

function load(): void {
  const names = Object.keys(localStorage).filter((name) => name.startsWith(prefix()));
  all = names.flatMap((name) => read(localStorage.getItem(name))).sort((a, b) => a.writtenAt - b.writtenAt);
  listeners.forEach((listener) => listener());
}

function read(text: string | null): Outgoing[] {
  try {
    return text === null ? [] : [JSON.parse(text) as Outgoing];
  } catch {
    return [];
  }
}

/** Takes up what this agent left behind; mounted once, with the conversation. */
export function useOutbox(agentId: string): void {
  useEffect(() => {
    owner = agentId;
    load();
    void pump();
    // Another window of the same desk changed what it has in hand.
    const elsewhere = ({ key }: StorageEvent): void => void (key?.startsWith(prefix()) === true && load());
    const up = onLink(() => void pump());
    window.addEventListener("storage", elsewhere);
    window.addEventListener("online", again);
    window.addEventListener("pagehide", sendAtOnce);
    return () => {
      up();
      clearTimeout(timer);
      window.removeEventListener("storage", elsewhere);
      window.removeEventListener("online", again);
      window.removeEventListener("pagehide", sendAtOnce);
    };
  }, [agentId]);
}

export function useOutgoing(conversationId: string): readonly Outgoing[] {
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => all,
  );
  return useMemo(() => now.filter((one) => one.conversationId === conversationId), [now, conversationId]);
}

export function send(wish: Omit<Outgoing, "key" | "writtenAt" | "going">, holdMs: number): void {
  const now = Date.now();
  const going: Outgoing["going"] =
    wish.what.do === "reply" ? { is: "waiting", tried: false } : { is: "here", until: now + holdMs };
  set([...all, { ...wish, key: newKey(), writtenAt: now, going }]);
  void pump();
}

/** Brings the text back to the box: at once where only this page had it, else when the server has let it go. */
export function takeBack(key: string): void {
  const one = all.find((each) => each.key === key);
  if (one === undefined) return;
  alter(key, takenBack);
  if (!all.some((each) => each.key === key)) putBack(one);
  else void pump();
}

/** A failed one goes once more, as a new wish with what was refused allowed. */
export function sendAgain(one: Outgoing, force: boolean): void {
  alter(one.key, () => null);
  send({ ...one, what: one.what.do === "reply" ? { do: "reply", force } : one.what }, 0);
}

export const discard = (key: string): void => alter(key, () => null);

/** What stands in the lists of the server needs no place here. */
export function settleWith(conversationId: string, known: Omit<Known, "now">): void {
  const own = all.filter((one) => one.conversationId === conversationId);
  if (own.length === 0) return;
  const left = settled(own, { ...known, now: Date.now() });
  const same = new Map(left.map((one) => [one.key, one]));
  set(all.flatMap((one) => (one.conversationId === conversationId ? (kept(same.get(one.key), one) ?? []) : one)));
}

const kept = (next: Outgoing | undefined, before: Outgoing): Outgoing | undefined =>
  next !== undefined && JSON.stringify(next) === JSON.stringify(before) ? before : next;

function putBack({ conversationId, text, attachments }: Outgoing): void {
  if (attachments.length > 0) restoreKept(filesKept(conversationId), attachments.map((file) => JSON.stringify(file)).join("\n"));
  restoreKept(replyKept(conversationId), text);
}

const again = (): void => void pump();

/** The page is left: what it holds itself goes now, as the server would send what it holds. */
function sendAtOnce(): void {
  for (const one of all) if (one.going.is === "here") alter(one.key, (each) => ({ ...each, going: { is: "here", until: 0 } }));
  void pump();
}

/** Does what can be done now: of each conversation one after the other, so that order is kept. */
async function pump(): Promise<void> {
  clearTimeout(timer);
  timer = setTimeout(again, AGAIN_MS);
  const now = Date.now();
  const busy = new Set(all.filter(({ key }) => asking.has(key)).map(({ conversationId }) => conversationId));
  const ready = all.filter((one) => {
    if (!isReady(one, now) || busy.has(one.conversationId)) return false;
    busy.add(one.conversationId);
    return true;
  });
  const next = all.flatMap(({ going }) => (going.is === "here" ? [Math.max(0, going.until - now)] : []));
  if (next.length > 0) {
    clearTimeout(timer);
    timer = setTimeout(again, Math.min(AGAIN_MS, ...next));
  }
  if (all.length === 0) clearTimeout(timer);
  await Promise.all(ready.map(go));
}

const isReady = ({ going }: Outgoing, now: number): boolean =>
  going.is === "waiting" || going.is === "back" || (going.is === "here" && now >= going.until);

async function go(one: Outgoing): Promise<void> {
  asking.add(one.key);
  const { going } = one;
  if (going.is === "back" && going.draftId !== null) await letGo(one, going.draftId);
  else await post(one);
  asking.delete(one.key);
  // What came no further waits for the next turn; after the rest the next of its conversation goes at once.
  if (all.find(({ key }) => key === one.key)?.going.is !== one.going.is) void pump();
}

async function post(one: Outgoing): Promise<void> {
  const { key, conversationId } = one;
  alter(key, (each) => (each.going.is === "waiting" ? { ...each, going: { is: "waiting", tried: true } } : each));
  const answered = await ask<DraftView | MessageView>({ ...callOf(one), method: "POST", headers: { "idempotency-key": key } });
  if (answered.ok) {
    alter(key, accepted(answered.body, Date.now()));
    void queryClient.invalidateQueries({ queryKey: ["conversation", conversationId] });
    if ("releaseAt" in answered.body) lookAfterRelease(conversationId);
  } else alter(key, refused(answered.problem, mayPass(answered.problem)));
}

/** Signed out meanwhile, or too fast: it goes when one is let in again. */
const mayPass = (problem: Problem): boolean => passing(problem) || problem.status === 401 || problem.status === 429;

const LOOK_MS = [5_400, 8_000] as const;

/** Where the hint of its release is missed, its message is looked for. */
function lookAfterRelease(conversationId: string): void {
  for (const ms of LOOK_MS)
    setTimeout(() => void queryClient.invalidateQueries({ queryKey: ["conversation", conversationId] }), ms);
}

async function letGo(one: Outgoing, draftId: string): Promise<void> {
  const answered: Answered<DraftView> = await ask({
    method: "DELETE",
    path: `/drafts/${draftId}`,
    headers: { "idempotency-key": `${one.key}.back` },
  });
  if (answered.ok) {
    alter(one.key, () => null);
    putBack(one);
  } else if (!mayPass(answered.problem)) {
    const now = Date.now();
    alter(one.key, (each) => ({ ...each, going: { is: "gone", messageId: null, at: now } }));
    if (answered.problem.code === "already_sent") tooLate?.(answered.problem);
  }
}

let tooLate: ((problem: Problem) => void) | null = null;
/** Who says that a reply could not be taken back any more. */
export const onTooLate = (say: (problem: Problem) => void): void => void (tooLate = say);

function callOf({ conversationId, ticketId, text, attachments, what }: Outgoing): { path: string; body: unknown } {
  switch (what.do) {
    case "reply": {
      const files = attachments.length === 0 ? {} : { attachments: attachments.map(({ id }) => id) };
      const about = ticketId === null ? {} : { ticketId };
      const words = text.trim() === "" ? {} : { text };
      const body = { ...words, ...files, ...about, force: what.force, holdSeconds: 5 };
      return { path: `/conversations/${conversationId}/messages`, body };
    }
    case "update": {
      const next = what.nextUpdateAt === null ? {} : { nextUpdateAt: what.nextUpdateAt };
      return { path: `/tickets/${ticketId ?? ""}/updates`, body: { text, ...next } };
    }
    case "evidence":
      return { path: `/tickets/${ticketId ?? ""}/evidence`, body: { ask: text } };
    default:
      return what satisfies never;
  }
}
