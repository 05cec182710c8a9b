import { v7 as newId } from "uuid";
import { makeDrafts } from "../../../../src/adapters/postgres/desk/drafts.js";
import { makeHeldReplies } from "../../../../src/application/held-replies.js";
import type { DraftView, NewDraft } from "../../../../src/application/held-replies.js";
import type { DeskActs } from "../../../../src/application/ports.js";
import type { Answer } from "../../../../src/domain/input.js";
import { aConversation, aDatabase, aDesk } from "./a-database.js";
import type { Desk } from "./a-database.js";
import { NOBODY, vault } from "./an-affair.js";
import { until } from "./until.js";

let desk: Desk;
let agentId: string;
let conversationId: string;
beforeEach(async () => {
  desk = await aDatabase();
  ({ agentId } = await aDesk(desk));
  conversationId = await aConversation(desk);
});
afterEach(() => desk.drop());

const drafts = () => makeDrafts({ pool: desk.pool, vault });
const aReply = (of: Partial<NewDraft> = {}): NewDraft => ({
  conversationId,
  ticketId: null,
  agentId,
  text: "Call me at +86 13800138000",
  attachments: [],
  force: false,
  holdSeconds: 5,
  repeat: null,
  ...of,
});
const held = async (of: Partial<NewDraft> = {}): Promise<DraftView> => {
  const draft = await drafts().hold(aReply(of));
  if ("refused" in draft) throw new Error(draft.refused);
  return draft;
};
const stateOf = async (id: string) =>
  (await desk.query<{ state: string }>(`select state from drafts where id = $1`, [id]))[0]?.state;

const DONE = (messageId: string): Answer => ({ ok: true, seq: 1, messageId, noteId: null, ticketIds: [] });

/** Turns as they are: a key known already gets the first answer and does nothing. */
function turns(answer: (text: string) => Answer = () => DONE(newId())) {
  const kept = new Map<string, Answer>();
  const said: string[] = [];
  const act: DeskActs["act"] = ({ act, key }) => {
    const known = kept.get(key?.key ?? "");
    if (known) return Promise.resolve(known);
    const given = answer(act.do === "reply" ? act.text : "");
    kept.set(key?.key ?? "", given);
    if (act.do === "reply" && "ok" in given) said.push(act.text);
    return Promise.resolve(given);
  };
  return { act, said };
}

function releasing(act: DeskActs["act"], due = drafts().due) {
  const faults: unknown[] = [];
  const released = makeHeldReplies({ due, act, told: () => undefined, failed: (error) => faults.push(error) });
  released.start();
  desk.beforeDrop(released.stop);
  return { ...released, faults };
}

test("what is held is sealed, shown to its author alone, and no message", async () => {
  const draft = await held();
  expect(draft).toMatchObject({ state: "held", text: "Call me at +86 13800138000", reason: null });
  expect(Date.parse(draft.releaseAt) - Date.parse(draft.createdAt)).toBe(5_000);
  expect(await drafts().ofAuthor(conversationId, agentId)).toEqual([draft]);
  expect(await drafts().ofAuthor(conversationId, NOBODY)).toEqual([]);
  expect(await drafts().ofAuthor("x", agentId)).toEqual([]);
  const [row] = await desk.query<{ all: string }>(`select d::text || encode(sealed, 'escape') as all from drafts d`);
  expect(row?.all).not.toContain("13800138000");
  expect(await desk.query(`select from messages`)).toEqual([]);
});

test("its author takes it back with its text, nobody else, and only once", async () => {
  const { id } = await held();
  expect(await drafts().takeBack(id, NOBODY)).toEqual({ refused: "unknown_draft" });
  expect(await drafts().takeBack(id, agentId)).toMatchObject({ state: "taken_back", text: "Call me at +86 13800138000" });
  for (const gone of [id, NOBODY, "x"]) expect(await drafts().takeBack(gone, agentId)).toEqual({ refused: "unknown_draft" });
  await desk.query(`update drafts set release_at = now()`);
  expect(await drafts().due.claim(10)).toEqual([]);
});

test("once an instance has begun to release it, it is too late, also when that instance died", async () => {
  const { id } = await held({ holdSeconds: 0 });
  expect(await drafts().due.claim(10)).toHaveLength(1);
  expect(await drafts().takeBack(id, agentId)).toEqual({ refused: "already_sent" });
  await desk.query(`update drafts set claimed_until = now() - interval '1 second'`);
  expect(await drafts().takeBack(id, agentId)).toEqual({ refused: "already_sent" });
  await drafts().due.settle(id, { messageId: newId() });
  expect(await drafts().takeBack(id, agentId)).toEqual({ refused: "already_sent" });
});

test("several instances release each exactly once, in the order of its conversation, and keep no text", async () => {
  const { act, said } = turns();
  const ids: string[] = [];
  for (let n = 0; n < 20; n++) ids.push((await held({ text: `reply ${n}`, holdSeconds: 0 })).id);
  const all = [desk.pool, desk.another(), desk.another()].map((pool) => releasing(act, makeDrafts({ pool, vault }).due));
  await until(async () => (await desk.query(`select from drafts where state = 'sent'`)).length === 20);
  expect([...said].sort()).toEqual(ids.map((_, n) => `reply ${n}`).sort());
  expect(all.flatMap(({ faults }) => faults)).toEqual([]);
  expect(await desk.query(`select from drafts where sealed <> '' or message_id is null`)).toEqual([]);
  expect(await drafts().ofAuthor(conversationId, agentId)).toEqual([]);
});

test("a crash after the turn's commit and before the draft is settled neither loses nor doubles it", async () => {
  const { act, said } = turns();
  const { id } = await held({ holdSeconds: 0 });
  const { due } = drafts();
  releasing(act, { ...due, settle: () => Promise.reject(new Error("killed")) });
  await until(() => said.length === 1);
  await desk.query(`update drafts set claimed_until = now()`);
  releasing(act);
  await until(async () => (await stateOf(id)) === "sent");
  expect(said).toEqual(["Call me at +86 13800138000"]);
});

test("a crash before the turn leaves it held, and the next claim sends it", async () => {
  const { act, said } = turns();
  const { id } = await held({ holdSeconds: 0 });
  await drafts().due.claim(10);
  await desk.query(`update drafts set claimed_until = now()`);
  releasing(act);
  await until(async () => (await stateOf(id)) === "sent");
  expect(said).toHaveLength(1);
});

test("what is refused at its moment is kept for its author with the reason, and can be put away", async () => {
  const refusals: Record<string, Answer> = {
    one: { refused: "taken", holder: NOBODY },
    two: { refused: "ticket_ended", status: "closed" },
    three: { parked: true },
  };
  const { act, said } = turns((text) => refusals[text]!);
  for (const text of Object.keys(refusals)) await held({ text, holdSeconds: 0 });
  releasing(act);
  const own = () => drafts().ofAuthor(conversationId, agentId);
  await until(async () => (await own()).every(({ state }) => state === "failed"));
  const failed = await own();
  expect(failed.map(({ text, reason }) => [text, reason])).toEqual([
    ["one", { code: "taken", holder: NOBODY }],
    ["two", { code: "ticket_ended", holder: null }],
    ["three", { code: "parked", holder: null }],
  ]);
  expect(said).toEqual([]);
  expect(await drafts().takeBack(failed[0]!.id, agentId)).toMatchObject({ state: "taken_back", text: "one" });
  expect(await drafts().ofAuthor(conversationId, agentId)).toHaveLength(2);
});

test("one that cannot be opened fails by itself and keeps nobody waiting", async () => {
  const { act, said } = turns();
  const { id } = await held({ holdSeconds: 0 });
  await held({ text: "next", holdSeconds: 0 });
  await desk.query(`update drafts set sealed = 'x' where id = $1`, [id]);
  releasing(act);
  await until(() => said.length === 1);
  expect(await stateOf(id)).toBe("failed");
});

test("a repeat of the key holds nothing twice, another body under it is refused, and there is a bound", async () => {
  const repeat = { channel: `api:${agentId}`, key: "k", bodyHash: "a" };
  const first = await held({ repeat });
  expect(await drafts().hold(aReply({ repeat }))).toEqual(first);
  expect(await drafts().hold(aReply({ repeat: { ...repeat, bodyHash: "b" } }))).toEqual({ refused: "key_reused" });
  for (let n = 0; n < 49; n++) await held();
  expect(await drafts().hold(aReply())).toEqual({ refused: "too_many_drafts" });
});
