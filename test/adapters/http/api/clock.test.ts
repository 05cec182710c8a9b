import { durationMs } from "../../../../src/adapters/http/api/routes/clock.js";
import { aDesk, withApi } from "./stub.js";

const token = "administrator-token";

test("the clock is read by everybody", () =>
  withApi(aDesk(), async (api) => {
    expect((await api.get("/clock")).body).toEqual({ now: "2026-11-23T02:00:00.000Z", mode: "virtual", zone: "Asia/Shanghai" });
  }));

test("the clock moves by a span or to a moment, and tells what fell due", () =>
  withApi(aDesk(), async (api) => {
    const by = await api.post("/clock", { advance: "PT2H" }, { token });
    expect([by.status, by.body]).toEqual([200, { now: "2026-11-23T04:00:00.000Z", fired: 3 }]);
    const to = await api.post("/clock", { to: "2026-11-24T10:00:00+08:00" }, { token });
    expect([to.status, to.body]).toEqual([200, { now: "2026-11-24T02:00:00.000Z", fired: 3 }]);
  }));

test("a real clock is not moved", () => {
  const desk = aDesk();
  return withApi({ ...desk, clock: { ...desk.clock, mode: "real" } }, async (api) => {
    const got = await api.post("/clock", { advance: "PT2H" }, { token });
    expect([got.status, got.body.code]).toEqual([409, "clock_is_real"]);
  });
});

test("no clock goes back, nor too far at once", () => {
  const desk = aDesk();
  const now = Date.parse("2026-11-23T02:00:00Z");
  const advance = () => Promise.resolve({ refused: "backward", now } as const);
  return withApi({ ...desk, clock: { ...desk.clock, advance } }, async (api) => {
    const back = await api.post("/clock", { to: "2026-11-22T00:00:00Z" }, { token });
    expect(back.body).toMatchObject({ status: 422, code: "clock_backwards", now: "2026-11-23T02:00:00.000Z" });
    for (const body of [{ to: "2030-01-01T00:00:00Z" }, { advance: "P401D" }]) {
      const far = await api.post("/clock", body, { token });
      expect([far.status, far.body.code]).toEqual([422, "clock_too_far"]);
    }
  });
});

test.each([
  {},
  { advance: "2h" },
  { advance: "P1M" },
  { advance: "P" },
  { advance: "PT" },
  { advance: "-PT1H" },
  { advance: "PT1H", to: "2026-11-24T00:00:00Z" },
])("%j is no move", (body) =>
  withApi(aDesk(), async (api) => {
    const got = await api.post("/clock", body, { token });
    expect([got.status, got.body.code]).toEqual([400, "invalid_body"]);
  }),
);

test.each([
  ["PT2H", 7_200_000],
  ["PT30M", 1_800_000],
  ["PT90S", 90_000],
  ["P1D", 86_400_000],
  ["P1W", 604_800_000],
  ["P1DT1H1M1S", 90_061_000],
  ["PT0S", 0],
])("%s is %d ms", (iso, ms) => expect(durationMs(iso)).toBe(ms));
