import { canonical } from "../../../../src/adapters/http/api/repeat.js";
import { aDesk, callers, goingWell, withApi } from "./stub.js";
import { CONVERSATION, idOf, LI, TICKET } from "./views.js";

const key = (value: string) => ({ headers: { "idempotency-key": value } });
const url = `/conversations/${CONVERSATION}/messages`;

test("a repeat under one key has one effect, and the status and body of the first", () => {
  const acts = goingWell();
  return withApi({ ...aDesk(), acts }, async (api) => {
    const first = await api.post(url, { text: "Hello" }, key("k-1"));
    const again = await api.post(url, undefined, { ...key("k-1"), raw: '{ "text" : "Hello" }' });
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(first.status).toBe(201);
    expect(acts.turns).toBe(1);
  });
});

test("without a key every post is a new act", () => {
  const acts = goingWell();
  return withApi({ ...aDesk(), acts }, async (api) => {
    await api.post(url, { text: "Hello" });
    await api.post(url, { text: "Hello" });
    expect([acts.turns, acts.deeds.map((deed) => deed.key)]).toEqual([2, [null, null]]);
  });
});

test("the same key with another body is 422 and does nothing", () => {
  const acts = goingWell();
  return withApi({ ...aDesk(), acts }, async (api) => {
    await api.post(url, { text: "Hello" }, key("k-1"));
    const other = await api.post(url, { text: "Good-bye" }, key("k-1"));
    expect([other.status, other.body.code]).toEqual([422, "idempotency_key_reused"]);
    expect(acts.turns).toBe(1);
  });
});

test("a refusal did nothing, so it is decided again under its key", () => {
  const acts = goingWell({ refused: "taken", holder: LI });
  return withApi({ ...aDesk(), acts }, async (api) => {
    const first = await api.post(url, { text: "Hello" }, key("k-1"));
    const again = await api.post(url, { text: "Hello" }, key("k-1"));
    expect([first.status, again.status, again.body]).toEqual([409, 409, first.body]);
    expect(acts.turns).toBe(2);
  });
});

test("keys are of a token and of an address; neither token nor key can be read from what is stored", () => {
  const acts = goingWell();
  const desk = { ...aDesk(), acts };
  callers.set("second-token", { agentId: idOf("05"), name: "Wang Wei", role: "agent" });
  return withApi(desk, async (api) => {
    await api.post(url, { text: "Hello" }, key("k-1"));
    await api.post(url, { text: "Good-bye" }, { ...key("k-1"), token: "second-token" });
    await api.post(`/tickets/${TICKET}/notes`, { text: "Hello" }, key("k-1"));
    expect(acts.turns).toBe(3);
    expect(new Set(acts.deeds.map((deed) => deed.key?.key)).size).toBe(3);
    expect(new Set(acts.deeds.map((deed) => deed.key?.channel))).toEqual(new Set([`api:${idOf("05")}`]));
    expect(acts.deeds.every((deed) => /^[0-9a-f]{64}$/.test(deed.key?.key ?? ""))).toBe(true);
    expect(JSON.stringify(acts.deeds.map((deed) => deed.key))).not.toMatch(/token|k-1|Hello/);
  }).finally(() => callers.delete("second-token"));
});

test.each([["spaces within"], ["x".repeat(256)], [""]])("the key %j is refused", (value) => {
  const acts = goingWell();
  return withApi({ ...aDesk(), acts }, async (api) => {
    const got = await api.post(url, { text: "Hello" }, key(value));
    expect([got.status, got.body.code]).toEqual([400, "bad_idempotency_key"]);
    expect(acts.deeds).toEqual([]);
  });
});

test("the clock moves once under one key", () => {
  const desk = aDesk();
  let moves = 0;
  const clock: typeof desk.clock = { ...desk.clock, advance: (wish) => ((moves += 1), desk.clock.advance(wish)) };
  return withApi({ ...desk, clock }, async (api) => {
    const sent = { ...key("c-1"), token: "administrator-token" };
    const [first, again] = await Promise.all([
      api.post("/clock", { advance: "PT2H" }, sent),
      api.post("/clock", { advance: "PT2H" }, sent),
    ]);
    expect([first.status, again.status, again.body]).toEqual([200, 200, first.body]);
    const other = await api.post("/clock", { advance: "PT3H" }, sent);
    expect([other.status, other.body.code, moves]).toEqual([422, "idempotency_key_reused", 1]);
  });
});

test("a clock that failed may be moved again under the same key", () => {
  const desk = aDesk();
  let moves = 0;
  const advance: typeof desk.clock.advance = (wish) =>
    (moves += 1) === 1 ? Promise.reject(new Error("lost")) : desk.clock.advance(wish);
  return withApi({ ...desk, clock: { ...desk.clock, advance } }, async (api) => {
    const sent = { ...key("c-1"), token: "administrator-token" };
    expect((await api.post("/clock", { advance: "PT2H" }, sent)).status).toBe(500);
    expect((await api.post("/clock", { advance: "PT2H" }, sent)).status).toBe(200);
  });
});

test("bodies that differ only in spacing and order are one body", () => {
  const of = (json: string) => canonical(JSON.parse(json));
  expect(of('{"a":1,"b":[1,{"c":null}]}')).toBe(of('{ "b": [1, {"c": null}], "a": 1 }'));
  expect(of('{"a":"1"}')).not.toBe(of('{"a":1}'));
  expect(of("[1,2]")).not.toBe(of("[2,1]"));
  expect(of('{"a":"b\\",\\"c"}')).not.toBe(of('{"a":"b","c":"c"}'));
});
