import { batch, computed, signal } from "@preact/signals";
import { type Call, makeCall } from "./call.js";
import { makeKept } from "./kept.js";
import { makeOutbox, type Outbox } from "./outbox.js";
import { type Frame, readFrame } from "./read-frame.js";
import { makeSend } from "./send.js";
import { makeSigns, type Signs } from "./signs.js";
import { makeStream, type Stream } from "./stream.js";
import { makeSync, type Sync } from "./sync.js";
import { makeTranscript, type SaidEntry, type Transcript } from "./transcript.js";
import type { Entry, Line, LineOptions, OwnMessage } from "./types.js";
import { makeVisit, type Visit } from "./visit.js";
import { makeWake } from "./wake.js";
import { browserWorld, type World } from "./world.js";

const KEEP_ALIVE_MS = 20_000;
const REFRESH_MS = 15 * 60_000;
const REFRESH_AGAIN_MS = 60_000;
/** A stored message that is not on the stream by then: does the socket still live? */
const ECHO_MS = 3_000;
/** Nothing was heard for so long on a page that is looked at: it is asked whether there is something. */
const SILENT_MS = 120_000;
const WRITING_MS = 3_000;
/** An echo that took longer says nothing of the desk's clock. */
const QUICK_MS = 5_000;

/**
 * The line between this page and the desk: a conversation over Direct Line 3.0 that survives lost connections, sleep, reloads and
 * expired tokens, shows each message once and in order, and sends what the customer wrote until it is stored. It connects at
 * once and by itself; nothing it does throws.
 */
export function makeLine(options: LineOptions, world: World = browserWorld()): Line {
  const call = makeCall(world, options.base);
  const visit = makeVisit({ world, call, kept: makeKept(world.local), options });
  const transcript = makeTranscript();
  const signs = makeSigns(world);
  const fresh = signal(false);
  const linkRefused = signal(false);

  const outbox = makeOutbox({
    world,
    kept: makeKept(world.session),
    slot: visit.slot,
    canSend: () => visit.hasStarted() && stream.connection.value.state === "up",
    send: makeSend({ world, visit, options }),
    onStored: (key) => void world.after(ECHO_MS, () => outbox.own.value.some((own) => own.key === key) && void check()),
    onTrouble: (status) => (status === 404 ? stream.replace() : status === 0 && void check()),
  });
  const take = makeTake({ world, transcript, signs, outbox });
  const sync = makeSync({ visit, transcript, onPage: take, onGone: () => stream.replace() });
  const stream = makeStream({
    world,
    open: () => visit.open(transcript.whole),
    sync: async () => (await sync()) !== null,
    onFrame: (data) => {
      const frame = readFrame(data, visit.id() ?? "");
      if (frame !== null) take(frame);
      if (transcript.hasGap()) void sync();
    },
    onUp: outbox.flush,
  });
  /** What the log has and the socket did not tell shows that the socket is dead, even if it looks open. */
  const check = async (): Promise<void> => {
    const socket = stream.socket();
    if (socket === null) return stream.connect();
    const news = await sync();
    if (news !== 0 && stream.socket() === socket) stream.replace();
  };
  visit.onChanged = (isFresh) =>
    batch(() => {
      transcript.reset();
      outbox.carryOver();
      if (isFresh) fresh.value = true;
      stream.replace();
    });
  visit.onLinkRefused = () => (linkRefused.value = true);

  const parts: Parts = { world, call, visit, transcript, signs, outbox, sync, stream, check: () => void check() };
  const stop = pulse(parts);
  void outbox.restore(options.resume !== null);
  void readClock(parts);
  stream.connect();
  return { ...lineOf(parts), fresh, linkRefused, close: () => [stop, stream.close, outbox.close].forEach((end) => end()) };
}

interface Parts {
  world: World;
  call: Call;
  visit: Visit;
  transcript: Transcript;
  signs: Signs;
  outbox: Outbox;
  sync: Sync;
  stream: Stream;
  check: () => void;
}

/** Takes what came, from the socket or the log; answers how many messages were new. */
const makeTake =
  ({ world, transcript, signs, outbox }: Pick<Parts, "world" | "transcript" | "signs" | "outbox">) =>
  (frame: Frame, page?: { after: number; watermark: number }): number =>
    batch(() => {
      signs.hear(frame);
      const news = transcript.take(frame.said, page);
      for (const { activity } of news) {
        const key = activity.channelData?.clientActivityID;
        const sentAt = activity.from.role === "user" && key !== undefined ? outbox.settle(key) : null;
        const now = world.now();
        if (sentAt !== null && now - sentAt < QUICK_MS) signs.clockSeen(activity.timestamp, [sentAt, now]);
      }
      return news.length;
    });

/** All that is done by the clock. */
function pulse({ world, visit, stream, transcript, sync, check }: Parts): () => void {
  let keptAliveAt = world.now();
  let refreshAt = world.now() + REFRESH_MS;
  let askedAt = world.now();
  return makeWake({
    world,
    onSeen: check,
    onWoken: stream.replace,
    onBeat: () => {
      const now = world.now();
      if (now - keptAliveAt >= KEEP_ALIVE_MS) {
        keptAliveAt = now;
        // directlinejs does the same: an empty frame says that somebody is there.
        stream.socket()?.send("");
      }
      if (now >= refreshAt && visit.hasStarted()) {
        refreshAt = now + REFRESH_AGAIN_MS;
        void visit.refresh().then((renewed) => renewed && (refreshAt = now + REFRESH_MS));
      }
      const heardAt = stream.socket()?.heardAt();
      if (heardAt === undefined) return;
      if (transcript.hasGap()) void sync();
      if (world.isVisible() && now - Math.max(askedAt, heardAt) >= SILENT_MS) {
        askedAt = now;
        check();
      }
    },
  });
}

/** The desk's clock may be virtual; an older server does not tell it beforehand. */
async function readClock({ world, call, signs }: Parts): Promise<void> {
  const from = world.now();
  const { status, body } = await call({ method: "GET", path: "/chat/desk" });
  if (status === 200 && typeof body["at"] === "string") signs.clockSeen(body["at"], [from, world.now()]);
}

function lineOf({
  world,
  call,
  visit,
  transcript,
  signs,
  outbox,
  stream,
  check,
}: Parts): Omit<Line, "fresh" | "linkRefused" | "close"> {
  let writingToldAt = world.now() - WRITING_MS;
  return {
    entries: computed(() => [...transcript.said.value, ...outbox.own.value.map((own): Entry => ({ kind: "own", own }))]),
    connection: stream.connection,
    typing: signs.typing,
    owed: transcript.owed,
    closed: computed(() => closedIn(transcript.said.value, outbox.own.value)),
    clockAhead: signs.clockAhead,
    say: outbox.say,
    resend: outbox.resend,
    discard: outbox.discard,
    retryNow: check,
    writing: () => {
      if (world.now() - writingToldAt < WRITING_MS || stream.connection.value.state !== "up") return;
      writingToldAt = world.now();
      void visit.ask("POST", () => "/activities", { type: "typing", from: { id: visit.userId() }, locale: visit.locale });
    },
    link: async () => {
      const { status, body } = await visit.withToken(() => call({ method: "POST", path: "/chat/link", token: visit.token() }));
      const { url, expiresAt } = body;
      return status === 200 && typeof url === "string" && typeof expiresAt === "string" ? { url, expiresAt } : null;
    },
    setLocale: (locale) => void (visit.locale = locale),
  };
}

/** An answer that is on its way closes its question too, so that it is not pressed twice; one that failed opens it again. */
const closedIn = (said: readonly SaidEntry[], own: readonly OwnMessage[]): ReadonlySet<string> =>
  new Set([
    ...said.flatMap(({ activity }) => activity.channelData?.closed ?? []),
    ...own.flatMap(({ value, state }) => (value !== null && state !== "failed" ? [value.askId] : [])),
  ]);
