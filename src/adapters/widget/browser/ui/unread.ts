import { effect, signal, untracked } from "@preact/signals";
import type { MessageActivity } from "../line/types.js";
import type { App } from "./app.js";
import { makeKept } from "../line/kept.js";
import { playSound } from "./sound.js";
import { plainWords } from "./transcript/markdown.js";

/** How far the customer has read: "<conversationId>|<seq>", as the ids of messages are made. */
const kept = makeKept(() => localStorage);
const READ = "frontdoor.read";
const NEWS_MS = 2 * 60_000;

/**
 * Counts what the desk said while the panel was closed or its tab hidden, tells the loader and the tab's title, and sounds for what is new;
 * what is history when the page loads counts too, but makes no sound.
 */
export function watchUnread(app: App): () => void {
  const hidden = signal(document.hidden);
  const onVisibility = (): void => void (hidden.value = document.hidden);
  document.addEventListener("visibilitychange", onVisibility);
  const title = titleCount();
  let told = "";
  let heard: string | null = null;
  const stop = effect(() => {
    const said = deskMessages(app);
    const reading = app.open.value && !hidden.value;
    const newest = last(said);
    // What is there when the page loads is no news, however young.
    const news = heard === null ? [] : newsSince(said, heard).filter((one) => isNew(one, app));
    heard = newest?.id ?? heard;
    if (reading && newest !== undefined) kept.set(READ, newest.id);
    const unread = reading ? [] : newsSince(said, kept.get(READ));
    title(hidden.value ? unread.length : 0);
    const state = `${unread.length} ${last(unread)?.id ?? ""}`;
    if (state !== told) untracked(() => tell(app, unread));
    told = state;
    for (const one of news) announce(app, one);
    if (news.length > 0 && !reading) playSound();
  });
  return () => {
    stop();
    title(0);
    document.removeEventListener("visibilitychange", onVisibility);
  };
}

const last = (messages: MessageActivity[]): MessageActivity | undefined => messages[messages.length - 1];

const deskMessages = ({ line }: App): MessageActivity[] =>
  line.entries.value.flatMap((entry) => (entry.kind === "said" && entry.activity.from.role === "bot" ? [entry.activity] : []));

/** Ids of one conversation sort by their padded sequence; of another conversation, everything is new. */
function newsSince(said: MessageActivity[], id: string | null): MessageActivity[] {
  const conversation = id?.split("|")[0];
  return said.filter((one) => one.id.split("|")[0] !== conversation || one.id > (id ?? ""));
}

const isNew = ({ timestamp }: MessageActivity, { line }: App): boolean =>
  Date.now() + line.clockAhead.peek() - Date.parse(timestamp) < NEWS_MS;

function tell({ host, words }: App, unread: MessageActivity[]): void {
  const newest = last(unread);
  const told = newest && {
    who: newest.from.name ?? "",
    text: newest.channelData?.ticketNumber
      ? words.value.ticketNews(newest.channelData.ticketNumber)
      : plainWords(newest.text) || words.value.fileNews,
    at: newest.timestamp,
  };
  host.onUnread(unread.length, told ?? null);
}

function announce({ host }: App, { id, from, text, timestamp, channelData }: MessageActivity): void {
  host.emit("message", { id, from: from.name ?? "", text, at: timestamp });
  if (channelData?.ticket) host.emit("ticket", { number: channelData.ticket.number, status: channelData.ticket.status });
}

/** "(2) …" before the page's own title, which the page may change meanwhile. */
function titleCount(): (count: number) => void {
  const MARK = /^\(\d+\) /;
  let marked = false;
  return (count) => {
    if (count === 0 && !marked) return;
    const own = marked ? document.title.replace(MARK, "") : document.title;
    document.title = count === 0 ? own : `(${count}) ${own}`;
    marked = count > 0;
  };
}
