import { EventEmitter } from "node:events";
import type { Response } from "express";
import { streamLive } from "../../../../src/adapters/http/api/event-stream.js";
import type { Live, LiveEvent } from "../../../../src/application/live.js";
import { aDesk, withApi } from "./stub.js";
import { LI, TICKET, WANG } from "./views.js";

/** A response that keeps what was written. */
function aResponse() {
  const written: string[] = [];
  const res = Object.assign(new EventEmitter(), {
    headers: {},
    writableLength: 0,
    writableEnded: false,
    cut: false,
    status: () => res,
    set: (headers: Record<string, string>) => Object.assign(res.headers, headers),
    write: (text: string) => written.push(text),
    end: () => {
      res.writableEnded = true;
      res.emit("close");
    },
    destroy: () => {
      res.cut = true;
      res.emit("close");
    },
  });
  return { res, written };
}

function aLine() {
  const joined: Parameters<Live["join"]>[] = [];
  let left = 0;
  const live: Live = {
    join: (...as) => {
      joined.push(as);
      return () => void (left += 1);
    },
    present: () => [],
  };
  return { live, joined, left: () => left, tell: (id: string | null, event: LiveEvent) => joined[0]![0].tell(id, event) };
}

function opened({ good = () => Promise.resolve(true), lastEventId = null as string | null } = {}) {
  const line = aLine();
  const { res, written } = aResponse();
  streamLive(line.live, { agentId: WANG, role: "agent" }, { res: res as unknown as Response, lastEventId, stillSignedIn: good });
  return { ...line, res, written };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test("hints stand as events with the id to go on from; free text cannot break a frame", () => {
  const { written, tell, res, joined } = opened({ lastEventId: "i.7" });
  expect(res.headers).toMatchObject({ "content-type": "text/event-stream; charset=utf-8", "x-accel-buffering": "no" });
  expect(joined[0]![1]).toBe("i.7");
  tell("i.8", { kind: "said", conversationId: "c", ticketIds: ["t"] });
  tell(null, { kind: "presence", ticketId: "t", agent: "a", name: "Li\n\nevent: all", state: "writing" });
  expect(written[0]).toMatch(/^retry: [123]\d\d\d\n\n$/);
  expect(written[1]).toBe('id: i.8\nevent: said\ndata: {"conversationId":"c","ticketIds":["t"]}\n\n');
  expect(written[2]?.split("\n")).toHaveLength(4);
});

test("it beats every 20 s, ends once the token is revoked, and goes on while the database is away", async () => {
  let answer: () => Promise<boolean> = () => Promise.resolve(true);
  const { written, res, left } = opened({ good: () => answer() });
  await jest.advanceTimersByTimeAsync(20_000);
  expect(written.at(-1)).toBe(": \n\n");
  answer = () => Promise.reject(new Error("away"));
  await jest.advanceTimersByTimeAsync(20_000);
  expect([written.length, res.writableEnded]).toEqual([3, false]);
  answer = () => Promise.resolve(false);
  await jest.advanceTimersByTimeAsync(20_000);
  expect([res.writableEnded, left(), jest.getTimerCount()]).toEqual([true, 1, 0]);
});

test("a page that does not read is cut off instead of being kept in memory", () => {
  const { res, tell, left } = opened();
  res.writableLength = 70_000;
  tell(null, { kind: "all" });
  expect([res.cut, left()]).toEqual([true, 1]);
});

test("an agent has so many pages and no more; who says where it is hears who else is there", () => {
  jest.useRealTimers();
  const desk = aDesk();
  const ends: (() => void)[] = [];
  const join: Live["join"] = ({ end }) => (ends.push(end), () => undefined);
  return withApi({ ...desk, pages: { ...desk.pages, live: { ...desk.pages.live, join } } }, async (api) => {
    const open = Array.from({ length: 20 }, () => api.get("/live"));
    while (ends.length < 20) await new Promise((resolve) => setTimeout(resolve, 5));
    const more = await api.get("/live");
    expect([more.status, more.body.code]).toEqual([503, "too_many_streams"]);
    for (const end of ends) end();
    for (const each of open) await each.catch(() => undefined);
    const { status, body } = await api.post(`/tickets/${TICKET}/presence`, { state: "viewing" });
    expect([status, body]).toEqual([
      200,
      { items: [{ ticketId: TICKET, agent: LI, name: "Li Na", state: "writing" }], next: null },
    ]);
    expect((await api.post("/tickets/T-000999/presence", { state: "viewing" })).status).toBe(404);
  });
});
