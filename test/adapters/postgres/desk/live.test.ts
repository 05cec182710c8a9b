import { v7 as newId } from "uuid";
import { makeLive } from "../../../../src/adapters/postgres/desk/live/live.js";
import { hintsIn, payloadsOf } from "../../../../src/adapters/postgres/desk/live/hints.js";
import type { LiveEvent, Presence } from "../../../../src/application/live.js";
import type { DeskEvent } from "../../../../src/domain/event.js";
import type { AlertLevel, Role } from "../../../../src/domain/words.js";
import { aChange } from "./a-change.js";
import { aDatabase, aDesk } from "./a-database.js";
import type { Desk } from "./a-database.js";
import { anAffair, NOBODY } from "./an-affair.js";
import { until } from "./until.js";

const anEvent = (type: string, ticketId: string, data: Record<string, unknown>): DeskEvent => ({
  ...{ id: newId(), type, v: 1, at: 0, by: { kind: "desk" }, ticketId, policyVersion: "p1", data },
});

let desk: Desk;
let agentId: string;
let now = 0;
beforeAll(async () => {
  desk = await aDatabase();
  ({ agentId } = await aDesk(desk));
});
afterAll(() => desk.drop());

async function anInstance() {
  const live = makeLive({ pool: desk.another(), failed: () => undefined, now: () => now });
  await live.start();
  desk.beforeDrop(live.stop);
  return live;
}

type Instance = Awaited<ReturnType<typeof anInstance>>;

function aPage(live: Instance, agent: string | { agentId: string; role: Role } = agentId, lastEventId: string | null = null) {
  const who = typeof agent === "string" ? { agentId: agent, role: "agent" as const } : agent;
  const told: LiveEvent[] = [];
  const ids: (string | null)[] = [];
  let ended = false;
  const tell = (id: string | null, event: LiveEvent): void => {
    told.push(event);
    ids.push(id);
  };
  const leave = live.join({ ...who, tell, end: () => (ended = true) }, lastEventId);
  return { told, ids, leave, ended: () => ended };
}

test("a turn's news is told here at once, and to the pages of another instance", async () => {
  const [here, there] = [await anInstance(), await anInstance()];
  const [near, far] = [aPage(here), aPage(there)];
  const { change, ticket, conversation } = await anAffair({ desk, agentId });
  here.committed([change]);
  const said = { kind: "said", conversationId: conversation.id, ticketIds: [ticket.id] };
  expect(near.told).toEqual([said]);
  here.committed([{ ...change, messages: [] }]);
  await until(() => far.told.length === 2);
  expect(far.told).toEqual([said, { ...said, kind: "changed" }]);
  near.leave();
  here.committed([change]);
  expect(near.told).toHaveLength(2);
});

test("a turn that only kept an answer is no news", async () => {
  const live = await anInstance();
  const page = aPage(live);
  live.committed([aChange(NOBODY, [])]);
  expect(page.told).toEqual([]);
});

test("who comes back gets what it missed; where that is not known any more, that everything may have changed", async () => {
  const live = await anInstance();
  const first = aPage(live);
  const tell = (n: number) => live.tell({ kind: "changed", conversationId: `c${n}`, ticketIds: [] });
  for (let n = 1; n <= 3; n++) tell(n);
  live.tell({ kind: "typing", conversationId: "c", ticketIds: [] });
  expect(first.ids[3]).toBeNull();
  const [, second] = first.ids;
  expect(aPage(live, agentId, second).told).toEqual([{ kind: "changed", conversationId: "c3", ticketIds: [] }]);
  expect(aPage(live, agentId, first.ids[2]).told).toEqual([]);
  for (let n = 4; n <= 1_010; n++) tell(n);
  for (const odd of [second!, "another-instance.3", "x", "", "…\n", `${second!}999999`])
    expect(aPage(live, agentId, odd).told).toEqual([{ kind: "all" }]);
});

test("a held reply's end is told to its author alone", async () => {
  const live = await anInstance();
  const [author, other] = [aPage(live), aPage(live, NOBODY)];
  live.tell({ kind: "draft", conversationId: "c", ticketIds: [], to: agentId });
  expect([author.told.length, other.told.length]).toEqual([1, 0]);
});

test("an alert is told to its owner, or to those who hear of its level, and beside the turn's own hint", async () => {
  const live = await anInstance();
  const [owner, other] = [aPage(live), aPage(live, NOBODY)];
  const [supervisor, manager] = [
    aPage(live, { agentId: NOBODY, role: "supervisor" }),
    aPage(live, { agentId: NOBODY, role: "manager" }),
  ];
  const { change, ticket } = await anAffair({ desk, agentId });
  const [c] = change.commitments;
  const raised = (level: AlertLevel) => ({ level, at: now, to: level === "owner" ? agentId : level });
  const commitments = [{ ...c!, alerts: [raised("owner"), raised("supervisor")] }];
  const event = (type: string, data: object): DeskEvent =>
    anEvent(type, ticket.id, { commitmentId: c!.id, kind: c!.kind, ...data });
  const events = [
    event("owner_warned", { to: agentId }),
    event("owner_warned", { to: "bot" }),
    event("mentioned", { noteId: "n", to: agentId }),
    event("alert_raised", { level: "owner" }),
    event("alert_raised", { level: "supervisor" }),
    event("message_parked", {}),
    event("commitment_broken", {}),
  ];
  live.committed([{ ...change, messages: [], commitments, events }]);
  const levels = ({ told }: { told: LiveEvent[] }) => told.flatMap((each) => (each.kind === "alert" ? each.level : []));
  expect([owner, other, supervisor, manager].map(levels)).toEqual([["owner", "owner", "owner"], [], ["supervisor"], ["manager"]]);
  expect(owner.told[0]).toMatchObject({ kind: "changed", ticketIds: [ticket.id] });
  expect(supervisor.told.at(-1)).toMatchObject({ kind: "alert", ticketIds: [ticket.id], conversationId: change.conversation.id });
});

test("who looks at a ticket is seen on every instance, and forgotten after 30 s or on leaving", async () => {
  const [here, there] = [await anInstance(), await anInstance()];
  const page = aPage(there);
  const li: Presence = { ticketId: "t1", agent: "li", name: "Li", state: "viewing" };
  const wang: Presence = { ...li, agent: "wang", name: "Wang", state: "writing" };
  expect(here.present(li)).toEqual([]);
  const heard = () => page.told.filter(({ kind }) => kind === "presence");
  await until(() => heard().length === 1);
  expect(heard()).toEqual([{ kind: "presence", ...li }]);
  expect(there.present(wang)).toEqual([li]);
  expect(there.present({ ...wang, ticketId: "t2" })).toEqual([]);
  now += 29_999;
  expect(there.present(wang)).toEqual([li]);
  now += 1;
  expect(there.present(wang)).toEqual([]);
  here.present(li);
  here.present({ ...li, state: "away" });
  await until(() => page.told.some((event) => event.kind === "presence" && event.state === "away"));
  expect(there.present(wang)).toEqual([]);
});

test("a stop ends every page; one that throws harms nobody else", async () => {
  const live = await anInstance();
  live.join(
    {
      agentId,
      role: "agent",
      tell: () => {
        throw new Error("gone");
      },
      end: () => undefined,
    },
    null,
  );
  const page = aPage(live);
  live.tell({ kind: "all" });
  expect(page.told).toHaveLength(1);
  live.close();
  expect(page.ended()).toBe(true);
});

test("notifications stay below what Postgres takes, whatever there is to tell; an odd one means everything", () => {
  const hints = Array.from({ length: 500 }, (_, n): LiveEvent => ({
    kind: "said",
    conversationId: `会话${n}`,
    ticketIds: [NOBODY, NOBODY],
  }));
  const payloads = payloadsOf(NOBODY, hints);
  for (const payload of payloads) expect(Buffer.byteLength(payload)).toBeLessThan(8_000);
  expect(payloads.flatMap((payload) => hintsIn(payload).hints)).toEqual(hints);
  expect(payloadsOf(NOBODY, [])).toEqual([]);
  for (const odd of ["", "x", "a|{"]) expect(hintsIn(odd).hints).toEqual([{ kind: "all" }]);
});
