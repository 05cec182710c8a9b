import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import { dice } from "../support/dice.js";
import type { Visitor } from "../support/direct-line.js";
import { TestDesk, until } from "../support/product.js";
import { droppingProxy } from "./dropping-proxy.js";

jest.setTimeout(120_000);

const FLEET = 16;
const MESSAGES = 6;
const DROPS = 0.15;
/** A flood of twenty messages in ten seconds is refused, and a repeat counts. */
const PAUSE_MS = 300;

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
});
afterAll(() => desk.close());

/** Where a client may say it is, however wrong: from its own place to nonsense. */
const WATERMARKS: readonly ((own: string, roll: () => number) => string | null)[] = [
  (own) => own,
  (own) => own,
  (own, roll) => String(Math.floor(roll() * Number(own || "0"))),
  () => "0",
  () => "",
  () => null,
  () => "77777",
  () => "99999999999999999999",
  () => "%00x",
  () => "-1",
  () => "1e3",
];

interface Acknowledged {
  text: string;
  id: string;
}

/** Writes its messages over a network that breaks, each again under its key until it is acknowledged, and comes back wherever it thinks it was. */
async function chat(visitor: Visitor, to: { base: string; roll: () => number; name: string }): Promise<Acknowledged[]> {
  const { base, roll } = to;
  const acknowledged: Acknowledged[] = [];
  for (let n = 0; n < MESSAGES; n += 1) {
    const text = `${to.name} 谢谢 ${n}`;
    const key = visitor.newKey();
    for (;;) {
      if (!visitor.isConnected) {
        const watermark = WATERMARKS[Math.floor(roll() * WATERMARKS.length)]!(visitor.watermark, roll);
        await visitor.reconnect({ base, watermark }).catch(() => undefined);
      }
      const posted = await visitor.post({ text }, { base, key }).catch(() => null);
      if (posted?.status === 200) {
        acknowledged.push({ text, id: posted.id! });
        break;
      }
      if (posted && posted.status !== 503) throw new Error(`${posted.status} ${JSON.stringify(posted.body)}`);
      await sleep(PAUSE_MS);
    }
    await sleep(PAUSE_MS * roll());
  }
  return acknowledged;
}

test(`F36: over a network that drops ${DROPS * 100} % of all, with any watermark, everything arrives, and repeats go by their id`, async () => {
  // FLEET_SEED=n repeats the rolls, if not the order in which they fall.
  const seed = Number(process.env["FLEET_SEED"] ?? randomInt(2 ** 31));
  process.stdout.write(`FLEET_SEED=${seed}\n`);
  const roll = dice(seed);
  const proxy = await droppingProxy(desk.base(), { share: DROPS, roll });
  const visitors = await Promise.all(
    Array.from({ length: FLEET }, () => desk.visitor({ locale: "zh-CN", returns: false, base: desk.base() })),
  );
  try {
    const acknowledged = await Promise.all(
      visitors.map((visitor, n) => {
        // The first socket too goes through the network that breaks.
        visitor.disconnect();
        return chat(visitor, { base: proxy.url, roll, name: `第${n}位` });
      }),
    );
    proxy.heal();
    expect(proxy.dropped()).toBeGreaterThan(FLEET);
    for (const [n, visitor] of visitors.entries()) {
      // A client that lost its place asks for all of it once more.
      visitor.disconnect();
      await visitor.reconnect({ base: desk.base(), watermark: "0" });
      const messages = await desk.messagesOf(visitor);
      await until(() => visitor.shown.length >= messages.length, "all shown");
      expect([...visitor.seqs].sort((a, b) => a - b)).toEqual(messages.map((_, i) => i + 1));
      const own = visitor.shown.filter(({ from }) => from.role === "user");
      const shown = own.map(({ text, id }) => ({ text, id })).sort((a, b) => a.id.localeCompare(b.id));
      expect(shown).toEqual(acknowledged[n]);
      // What came twice under one id was the same both times: a client removes it unseen.
      for (const again of visitor.repeated) expect(visitor.shown.find(({ id }) => id === again.id)?.text).toBe(again.text);
    }
  } finally {
    await proxy.close();
  }
});

test("F36: neither the token nor the ticket of one conversation opens another's log or stream, whatever the watermark", async () => {
  const [anna, bert] = [await desk.visitor(), await desk.visitor()];
  const path = `/v3/directline/conversations/${bert.conversationId}`;
  const own = await anna.call("GET", `/v3/directline/conversations/${anna.conversationId}`);
  const ticket = new URL((own.body as { streamUrl: string }).streamUrl).searchParams.get("t")!;
  for (const watermark of ["", "?watermark=", "?watermark=0", "?watermark=99", "?watermark=x"]) {
    for (const address of [path, `${path}/activities`]) {
      const { status, body } = await anna.call("GET", `${address}${watermark}`);
      expect([address, watermark, status]).toEqual([address, watermark, 403]);
      expect(JSON.stringify(body)).not.toContain("小");
    }
    const socket = new WebSocket(`${desk.base().replace("http", "ws")}${path}/stream?t=${ticket}${watermark.replace("?", "&")}`);
    const status = await new Promise((resolve, reject) => {
      socket.on("unexpected-response", (_, response) => resolve(response.statusCode));
      socket.on("open", () => reject(new Error("It opened.")));
      socket.on("error", () => undefined);
    });
    expect(status).toBe(403);
  }
});

test("two instances: sockets of one are told what the other commits, also while its LISTEN connection is killed again and again", async () => {
  const second = await desk.instance();
  const pairs = await Promise.all(
    Array.from({ length: 8 }, () => desk.visitor({ locale: "zh-CN", returns: false, base: second })),
  );
  let killing = true;
  const killer = (async () => {
    while (killing) {
      await desk.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'frontdoor bell'",
      );
      await sleep(150);
    }
  })();
  const ids = await Promise.all(
    pairs.map(async (visitor, n) => {
      const said: string[] = [];
      for (let i = 0; i < 5; i += 1) {
        const { status, id } = await visitor.post({ text: `${n} 谢谢 ${i}` }, { base: desk.base(0) });
        expect(status).toBe(200);
        said.push(id!);
        await sleep(100);
      }
      return said;
    }),
  );
  for (const [n, visitor] of pairs.entries()) {
    for (const id of ids[n]!) await visitor.waitFor((activity) => activity.id === id);
    expect(visitor.isConnected).toBe(true);
    expect(visitor.seqs).toEqual(visitor.seqs.map((_, i) => i + 1));
    expect(visitor.repeated).toEqual([]);
  }
  killing = false;
  await killer;
});
