import { randomBytes } from "node:crypto";
import { makeTokenHash } from "../../../../src/adapters/crypto/keys.js";
import { makeVault } from "../../../../src/adapters/crypto/vault.js";
import type { Ports } from "../../../../src/adapters/http/api/desk.js";
import { API_ROUTES } from "../../../../src/adapters/http/api/table.js";
import { makeAudit } from "../../../../src/adapters/postgres/desk/audit.js";
import { makeClock } from "../../../../src/adapters/postgres/desk/clock.js";
import { makeDrafts } from "../../../../src/adapters/postgres/desk/drafts.js";
import { makeDigestQueries } from "../../../../src/adapters/postgres/desk/queries/digests.js";
import { makeQueueQueries } from "../../../../src/adapters/postgres/desk/queries/queue.js";
import { makeQueries, makeWritten } from "../../../../src/adapters/postgres/desk/queries/queries.js";
import { makeSearch } from "../../../../src/adapters/postgres/desk/search/search.js";
import { makeWordsJob } from "../../../../src/adapters/postgres/desk/search/words-job.js";
import { makeTokens } from "../../../../src/adapters/postgres/desk/tokens.js";
import { memoryFiles } from "../../channels/directline/memory-files.js";
import { aDatabase, aDesk, type Desk } from "../../postgres/desk/a-database.js";
import { makeShifts } from "../../../../src/adapters/postgres/desk/settings/shifts.js";
import { someSettings } from "./some-settings.js";
import { someReports } from "./some-reports.js";
import { somePages } from "./some-pages.js";
import { aDigest } from "./views.js";
import { PHONE, seed, type Seeded } from "./seed.js";
import { NO_CHARTS, aDoor, goingWell, withApi, type Client, type Got } from "./stub.js";

let desk: Desk;
let seeded: Seeded;
let ports: Ports;
let token: string;

const TICKETS = 5;

beforeAll(async () => {
  desk = await aDatabase();
  const { agentId } = await aDesk(desk, { mode: "virtual" });
  const key = randomBytes(32);
  const vault = makeVault(key);
  seeded = await seed({ desk, vault, agentId }, { tickets: TICKETS });
  const { pool } = desk;
  await desk.query(
    `insert into digests (id, digest, period, channel, due_at, made_at, document)
     values ('018f3a4e-0000-7000-8000-00000000d16e', 'watch', '2026-11-23', 'desk', now(), now(), $1)`,
    [JSON.stringify({ figures: {}, documents: { "zh-CN": aDigest.document } })],
  );
  const tokens = makeTokens(pool, { hash: makeTokenHash(key), defaultTeam: () => "care" });
  const done = { messageId: seeded.messageIds[2] ?? null, noteId: seeded.noteId, ticketIds: [] };
  const queries = makeQueries({ pool, vault });
  ports = {
    acts: goingWell({ ok: true, seq: 3, ...done }),
    files: memoryFiles(),
    queries,
    written: makeWritten({ pool, vault }),
    pages: {
      ...somePages([]),
      search: makeSearch({ pool, vault, tickets: queries.tickets, contactsIn: () => ({ email: null, phone: null }) }),
      drafts: makeDrafts({ pool, vault }),
      queue: makeQueueQueries({ pool, zone: () => "Asia/Shanghai" }),
    },
    digests: makeDigestQueries(pool),
    charts: NO_CHARTS,
    reports: someReports([]),
    settings: { ...someSettings, ...makeShifts(pool) },
    resend: () => Promise.resolve(false),
    clock: makeClock(pool, { mode: "virtual", untilQuiet: () => Promise.resolve() }),
    tokens,
    typing: () => undefined,
    ...aDoor(),
    audit: makeAudit(pool),
  };
  await makeWordsJob({ pool, failed: () => undefined }).fill();
  token = await tokens.create({ role: "administrator", name: null });
  const held = { ticketId: null, text: "x", attachments: [], force: false, holdSeconds: 300, repeat: null };
  await ports.pages.drafts.hold({ ...held, agentId, conversationId: seeded.conversationId });
});
afterAll(() => desk.drop());

const items = (got: Got) => got.body.items as { id: string; [field: string]: unknown }[];
const urlOf = (path: string): string => {
  const id = { tickets: "T-000001", conversations: seeded.conversationId, customers: "C-000007" }[path.split("/")[1] ?? ""];
  return path.replace("{id}", id ?? "") + (path === "/search" ? "?q=call" : "");
};

test("a token of the desk signs in; a changed or a cut one does not", () =>
  withApi(ports, async (api) => {
    expect((await api.get("/clock", { token })).body.mode).toBe("virtual");
    for (const bad of [token.slice(0, -1), `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`, token.toUpperCase()])
      expect((await api.get("/clock", { token: bad })).status).toBe(401);
  }));

test.each(
  API_ROUTES.filter(({ method, gives }) => method === "GET" && gives === undefined).map((route) => [route.path, route] as const),
)("GET %s answers rows of the database as its schema says", (path, { answer }) =>
  withApi(ports, async (api) => {
    const got = await api.get(urlOf(path), { token });
    expect([got.status, got.body.detail]).toEqual([200, undefined]);
    expect(answer.parse(got.body)).toEqual(got.body);
    if ("items" in got.body) expect(items(got).length).toBeGreaterThan(0);
  }),
);

async function walk(api: Client, url: string, limit: number): Promise<string[]> {
  const ids: string[] = [];
  for (let more = ""; ;) {
    const got = await api.get(`${url}${url.includes("?") ? "&" : "?"}limit=${limit}${more}`, { token });
    expect(items(got).length).toBeLessThanOrEqual(limit);
    ids.push(...items(got).map(({ id }) => id));
    if (typeof got.body.next !== "string") return ids;
    more = `&cursor=${got.body.next}`;
  }
}

test("pages follow one another without gaps or repeats", () =>
  withApi(ports, async (api) => {
    expect(await walk(api, "/tickets", 2)).toEqual([...seeded.ticketIds].reverse());
    expect(await walk(api, "/tickets?priority=P1", 1)).toHaveLength(3);
    expect(await walk(api, `/conversations/${seeded.conversationId}/messages`, 1)).toEqual(seeded.messageIds);
    expect(await walk(api, `/conversations/${seeded.conversationId}/messages?newest=true`, 1)).toEqual(
      [...seeded.messageIds].reverse(),
    );
    const last = await api.get(`/conversations/${seeded.conversationId}/messages?newest=true&limit=2`, { token });
    expect(items(last).map(({ id }) => id)).toEqual(seeded.messageIds.slice(-2));
    expect(await walk(api, "/tickets/T-000001/events", 1)).toHaveLength(2);
  }));

test("filters find what they name and nothing else", () =>
  withApi(ports, async (api) => {
    const count = async (url: string) => items(await api.get(url, { token })).length;
    expect(await count(`/tickets?conversationId=${seeded.conversationId}&status=open,waiting`)).toBe(TICKETS);
    expect(await count("/tickets?status=closed")).toBe(0);
    expect(await count("/tickets?number=T-000002")).toBe(1);
    expect(await count("/commitments?alerted=true&state=owed&kind=first_response")).toBe(1);
    expect(await count("/commitments?dueBefore=2020-01-01T00:00:00Z")).toBe(0);
    expect(await count("/conversations?holder=agent")).toBe(0);
    expect(await count("/conversations?unanswered=true")).toBe(0);
    expect(await count(`/customers?name=${encodeURIComponent("100% O'Neil_")}`)).toBe(1);
    expect(await count("/deliveries?channel=slack&state=waiting")).toBe(1);
    expect(await count("/agents?team=nowhere")).toBe(0);
  }));

test("free words are never SQL nor a pattern", () =>
  withApi(ports, async (api) => {
    for (const odd of ["%", "_", "1' OR '1'='1", "') OR true--", "\\", "' UNION SELECT 1--", "'; select pg_sleep(9); --"])
      for (const url of ["/customers?name=", "/customers?company=", "/tickets?team=", "/deliveries?channel=", "/agents?team="]) {
        const got = await api.get(url + encodeURIComponent(odd), { token });
        expect([url, odd, got.status, items(got)]).toEqual([url, odd, 200, []]);
      }
  }));

const forged = (...place: unknown[]) => Buffer.from(JSON.stringify(place)).toString("base64url");

test.each([
  "x",
  "%00",
  forged(),
  forged("tickets"),
  forged("tickets", "1' OR '1'='1"),
  forged("tickets", 7),
  forged("tickets", null),
  forged("tickets", { toString: 1 }),
  forged("customers", "01890a5d-ac96-774b-bcce-b302099a8001"),
  forged("tickets", "01890a5d-ac96-774b-bcce-b302099a8001", "more"),
  "x".repeat(1_000),
])("the forged cursor %s is refused", (cursor) =>
  withApi(ports, async (api) => {
    const got = await api.get(`/tickets?cursor=${cursor}`, { token });
    expect([got.status, got.body.code]).toEqual([400, "bad_cursor"]);
  }),
);

test("agents see what was said in full; contacts of a file stay masked", () =>
  withApi(ports, async (api) => {
    const said = await api.get(`/conversations/${seeded.conversationId}/messages`, { token });
    expect(items(said)[1]?.text).toBe(`Call me at ${PHONE}`);
    const file = await api.get("/customers/C-000007", { token });
    expect(JSON.stringify(file.body)).not.toContain("0013800");
  }));

test("what an act made is read by its id", () =>
  withApi(ports, async (api) => {
    const message = await api.post(`/conversations/${seeded.conversationId}/messages`, { text: "x" }, { token });
    expect([message.status, message.body.id, message.body.from]).toEqual([201, seeded.messageIds[2], "agent"]);
    const note = await api.post("/tickets/T-000001/notes", { text: "x" }, { token });
    expect([note.status, note.body.id, note.body.text]).toEqual([201, seeded.noteId, "Called back"]);
    const settled = await api.post(`/commitments/${seeded.commitmentId}/settle`, { text: "x" }, { token });
    expect([settled.status, settled.body.id]).toEqual([200, seeded.commitmentId]);
  }));

test("the virtual clock moves forward and not back", () =>
  withApi(ports, async (api) => {
    const before = Date.parse((await api.get("/clock", { token })).body.now as string);
    const moved = await api.post("/clock", { advance: "PT2H" }, { token });
    expect(Date.parse(moved.body.now as string)).toBeGreaterThanOrEqual(before + 7_200_000);
    const back = await api.post("/clock", { to: "2020-01-01T00:00:00Z" }, { token });
    expect([back.status, back.body.code]).toEqual([422, "clock_backwards"]);
  }));
