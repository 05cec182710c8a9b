import { EventEmitter } from "node:events";
import { setImmediate as turn } from "node:timers/promises";
import type { WebSocket } from "ws";
import type { PublicLog, PublicMessage } from "../../../../src/application/ports.js";
import { makeLifeSigns } from "../../../../src/adapters/channels/directline/life-signs.js";
import { makeLanes, makeSlices } from "../../../../src/adapters/channels/directline/slices.js";
import { newStream, type Stream } from "../../../../src/adapters/channels/directline/stream.js";
import { makeStreams } from "../../../../src/adapters/channels/directline/streams.js";

/** As much of a socket as the streams use, told in memory. */
class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  readonly frames: { activities: { id: string }[]; watermark: string }[] = [];
  readonly pings: string[] = [];
  closed = 0;
  terminated = false;
  send(frame: string, left?: () => void): void {
    this.frames.push(JSON.parse(frame) as FakeSocket["frames"][number]);
    left?.();
  }
  ping(said: string): void {
    this.pings.push(said);
  }
  close(code: number): void {
    this.closed = code;
    this.readyState = 3;
    this.emit("close");
  }
  terminate(): void {
    this.terminated = true;
    this.close(1006);
  }
  get watermarks(): number[] {
    return this.frames.map(({ watermark }) => Number(watermark));
  }
}
const asSocket = (socket: FakeSocket): WebSocket => socket as unknown as WebSocket;

const FAR = Date.UTC(2027, 0, 1);
const ticketOf = (n: number) => ({
  ...{ id: `ticket-${n}`, conversationId: `conversation-${n}`, userId: `dl_${n}`, locale: null, zone: null },
  ...{ profile: null, origins: null, expiresAt: FAR },
});
const message = (conversationId: string, seq: number): PublicMessage => ({
  ...{ id: `m-${seq}`, conversationId, seq, at: Date.UTC(2026, 10, 23, 2), from: "bot", name: "小川", text: String(seq) },
  ...{ locale: "zh-CN", buttons: [], value: null, clientKey: null, ticketNumber: null, attachments: [], display: {} },
});

/** A log whose reads wait until they are let go. */
function heldLog() {
  const listeners = new Set<Parameters<PublicLog["onSaid"]>[0]>();
  const held: (() => void)[] = [];
  const log: PublicLog = {
    read: () => new Promise((resolve) => held.push(() => resolve({ messages: [], seq: 0 }))),
    onSaid: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch: () => undefined,
  };
  const say = (conversationId: string, seq: number): void => {
    for (const listener of listeners) listener(conversationId, [message(conversationId, seq)], seq);
  };
  return { log, held, say };
}

function openStreams(count: number) {
  const { log, held, say } = heldLog();
  const faults: unknown[] = [];
  const streams = makeStreams({
    ...{ log, sightings: { seen: () => undefined }, fileLink: () => "", now: () => 0 },
    onFault: (error) => faults.push(error),
  });
  const sockets = Array.from({ length: count }, () => new FakeSocket());
  for (const [n, socket] of sockets.entries())
    streams.add({ ws: asSocket(socket), ticket: ticketOf(n), base: "http://desk.example", watermark: 0 });
  return { streams, sockets, held, say, faults };
}

async function letGo(held: (() => void)[]): Promise<number> {
  let most = 0;
  while (held.length > 0) {
    most = Math.max(most, held.length);
    for (const go of held.splice(0)) go();
    for (let n = 0; n < 5; n += 1) await turn();
  }
  return most;
}

const untilTold = async (sockets: FakeSocket[], count: number): Promise<number> => {
  let turns = 0;
  for (; sockets.some(({ frames }) => frames.length < count); turns += 1) await turn();
  return turns;
};

describe("many sockets told in one go", () => {
  test("are told in slices with others' turns between them, each in its order", async () => {
    const { streams, sockets, held, say, faults } = openStreams(2_000);
    await letGo(held);
    for (const seq of [1, 2, 3]) for (const n of sockets.keys()) say(`conversation-${n}`, seq);
    // No more than one slice before anybody else: what a commit usually tells goes at once.
    const atOnce = sockets.filter(({ frames }) => frames.length > 0).length;
    expect(atOnce).toBeGreaterThan(0);
    expect(atOnce).toBeLessThanOrEqual(256);
    const turns = await untilTold(sockets, 3);
    expect(turns).toBeGreaterThanOrEqual(Math.floor((3 * 2_000) / 256));
    expect(sockets.every(({ watermarks }) => watermarks.join() === "1,2,3")).toBe(true);
    expect(faults).toEqual([]);
    await streams.close(1_000);
  });

  test("what is said to a socket while it waits for its slice comes behind, and one that closed meanwhile harms nobody", async () => {
    const { streams, sockets, held, say } = openStreams(600);
    await letGo(held);
    for (const n of sockets.keys()) say(`conversation-${n}`, 1);
    say("conversation-599", 2);
    say("conversation-0", 2);
    sockets[598]!.close(1000);
    const open = sockets.filter((_, n) => n !== 598);
    await untilTold(open, 1);
    await untilTold([sockets[0]!, sockets[599]!], 2);
    expect([sockets[0]!.watermarks, sockets[599]!.watermarks, sockets[598]!.watermarks]).toEqual([[1, 2], [1, 2], []]);
    await streams.close(1_000);
  });

  test("that ask for what they missed read the log a few at a time, and those that left are not read for", async () => {
    const { streams, sockets, held } = openStreams(1_000);
    for (const socket of sockets.slice(500)) socket.close(1006);
    let reads = 0;
    let most = 0;
    while (held.length > 0) {
      most = Math.max(most, held.length);
      reads += held.length;
      for (const go of held.splice(0)) go();
      for (let n = 0; n < 5; n += 1) await turn();
    }
    expect(most).toBeLessThanOrEqual(64);
    expect(reads).toBe(500);
    await streams.close(1_000);
  });

  test("are closed with 1012 at a stop, all of them", async () => {
    const { streams, sockets } = openStreams(1_000);
    await streams.close(1_000);
    expect(sockets.every(({ closed }) => closed === 1012)).toBe(true);
  });
});

test("a piece of work that throws is told, and the others are done", async () => {
  const done: number[] = [];
  const failed: unknown[] = [];
  const slices = makeSlices((error) => failed.push(error));
  const work = (n: number): void => {
    if (n % 100 === 7) throw new Error(String(n));
    done.push(n);
  };
  for (let n = 0; n < 1_000; n += 1) slices(() => work(n));
  while (done.length + failed.length < 1_000) await turn();
  expect(failed).toHaveLength(10);
  expect(done).toEqual([...done].sort((a, b) => a - b));
});

test("a lane is free again after a failure", async () => {
  const inLane = makeLanes(2);
  let running = 0;
  let most = 0;
  const work = async (n: number): Promise<number> => {
    most = Math.max(most, ++running);
    await turn();
    running -= 1;
    if (n % 3 === 0) throw new Error("away");
    return n;
  };
  const settled = await Promise.allSettled(Array.from({ length: 30 }, (_, n) => inLane(() => work(n))));
  expect(most).toBe(2);
  expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
});

describe("heartbeats", () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test("find the sockets whose other end is gone without a word, a thirtieth of all each second, and keep the others", () => {
    const sockets = Array.from({ length: 90 }, () => new FakeSocket());
    const streams = new Map<FakeSocket, Stream>();
    for (const [n, socket] of sockets.entries())
      streams.set(socket, newStream({ ws: asSocket(socket), ticket: ticketOf(n), base: "", watermark: 0 }));
    const signs = makeLifeSigns({ streams, sightings: { seen: () => undefined }, now: () => 0, slices: (work) => work() });
    const isGone = (n: number): boolean => n % 3 === 0;
    let pinged = 0;
    let mostASecond = 0;
    for (let second = 0; second < 95; second += 1) {
      jest.advanceTimersByTime(1_000);
      const now = sockets.reduce((sum, { pings }) => sum + pings.length, 0);
      mostASecond = Math.max(mostASecond, now - pinged);
      pinged = now;
      for (const [n, socket] of sockets.entries()) {
        const stream = streams.get(socket);
        if (stream && socket.terminated) streams.delete(socket);
        else if (stream && !isGone(n)) signs.pong(stream, Buffer.from(""));
      }
    }
    signs.stop();
    expect(mostASecond).toBeLessThanOrEqual(3);
    expect(sockets.map(({ terminated }) => terminated)).toEqual(sockets.map((_, n) => isGone(n)));
    expect(sockets.every(({ pings }) => pings.length >= 1)).toBe(true);
  });
});
