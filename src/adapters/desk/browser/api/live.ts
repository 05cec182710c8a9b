import type { Query } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { LiveEvent } from "../../../../application/live.js";
import { BASE } from "../page-facts.js";
import { queryClient } from "./queries.js";

type Listener = (event: LiveEvent) => void;
const listeners = new Set<Listener>();
const KINDS = ["said", "changed", "typing", "presence", "draft", "alert", "all"] as const;

/** What the connection to the live stream is like; `since`: browser time, milliseconds. */
export type Link = { up: boolean; since: number };
let link: Link = { up: true, since: Date.now() };
const linkListeners = new Set<() => void>();
export const onLink = (listener: () => void): (() => void) => {
  linkListeners.add(listener);
  return () => linkListeners.delete(listener);
};
export const linkNow = (): Link => link;

function linked(up: boolean): void {
  if (up === link.up) return;
  link = { up, since: Date.now() };
  linkListeners.forEach((listener) => listener());
}

let source: EventSource | null = null;
let again: ReturnType<typeof setTimeout> | undefined;

/** Joins the stream once somebody is signed in; a browser gives up on some answers, we do not. */
export function startLive(): () => void {
  const open = (): void => {
    source = new EventSource(`${BASE}/api/v1/live`);
    source.onopen = () => {
      if (!link.up) void queryClient.invalidateQueries();
      linked(true);
    };
    source.onerror = () => {
      linked(false);
      if (source?.readyState !== EventSource.CLOSED) return;
      again = setTimeout(open, RETRY_MS);
      // Closed for good may mean signed out.
      void queryClient.invalidateQueries({ queryKey: ["session"] });
    };
    for (const kind of KINDS) source.addEventListener(kind, (message: MessageEvent<string>) => heard(kind, message.data));
  };
  open();
  return () => {
    clearTimeout(again);
    source?.close();
    source = null;
  };
}

const RETRY_MS = 2_000;

/** Tries at once instead of at the next turn. */
export function reconnect(): void {
  clearTimeout(again);
  source?.close();
  source = null;
  startLive();
}

function heard(kind: (typeof KINDS)[number], data: string): void {
  const event = { kind, ...(JSON.parse(data) as object) } as LiveEvent;
  refresh(event);
  listeners.forEach((listener) => listener(event));
}

// A busy desk tells of many things a second: what must be asked anew is gathered for a moment.
const GATHER_MS = 150;
const dirty = new Map<string, readonly unknown[]>();
let timer: ReturnType<typeof setTimeout> | undefined;

function stale(...key: readonly unknown[]): void {
  dirty.set(JSON.stringify(key), key);
  timer ??= setTimeout(() => {
    timer = undefined;
    const keys = [...dirty.values()];
    dirty.clear();
    for (const queryKey of keys)
      void queryClient.invalidateQueries(queryKey[0] === "ticket" ? { predicate: ofTicket(queryKey[1]) } : { queryKey });
  }, GATHER_MS);
}

/** A page knows its ticket by the number in its address, a hint by the id. */
const ofTicket =
  (id: unknown) =>
  ({ queryKey, state }: Query): boolean =>
    queryKey[0] === "ticket" && (queryKey[1] === id || (state.data as { id?: string } | undefined)?.id === id);

function refresh(event: LiveEvent): void {
  const { kind } = event as { kind: string };
  if (kind === "all") return void queryClient.invalidateQueries();
  if (kind === "alert") return stale("alerts");
  if (kind !== "said" && kind !== "changed" && kind !== "draft") return;
  const { conversationId, ticketIds } = event as { conversationId: string; ticketIds: string[] };
  stale("conversation", conversationId);
  for (const id of ticketIds) stale("ticket", id);
  for (const list of ["queue", "board", "meter", "customer"]) stale(list);
}

/** Hears what happens while the component is shown. */
export function useLive(listener: Listener): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => {
    const each: Listener = (event) => latest.current(event);
    listeners.add(each);
    return () => void listeners.delete(each);
  }, []);
}
