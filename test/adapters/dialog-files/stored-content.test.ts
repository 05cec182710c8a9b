import type { Content } from "../../../src/adapters/dialog-files/content.js";
import { contentFrom, dialogsFrom, policyFrom } from "../../../src/adapters/dialog-files/stored-content.js";
import { ownContent } from "./support.js";

let own: Content;
beforeAll(async () => {
  own = await ownContent();
});

/** Through Postgres: jsonb keeps the values, not the order of the keys. */
const stored = (change: (raw: Record<string, Record<string, never>>) => void = () => undefined) => {
  const reversed = (_key: string, value: unknown): unknown =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).reverse())
      : value;
  const raw = JSON.parse(JSON.stringify(own.raw), reversed) as Record<string, Record<string, never>>;
  change(raw);
  return raw as unknown as { policy: unknown; dialogs: unknown };
};

test("what was stored comes back as it was, under the same hashes", () => {
  const read = contentFrom(stored());
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  expect(read.adapted).toEqual([]);
  expect(read.ok).toEqual(own);
});

test("a newer release's keys and sentences are passed over", () => {
  const raw = stored(({ policy, dialogs }) => {
    Object.assign(policy!["sla"]!, { weather: { wait: "1 h" } });
    Object.assign(policy!["desk"]!["teams"][0], { color: "red" });
    Object.assign(dialogs!["scripts"]!["en"]["sentences"], { "future.sentence": "Hello {future}" });
    Object.assign(dialogs!["flows"]!, { exit: [] });
  });
  const read = contentFrom(raw);
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  expect(read.adapted.map(({ path }) => path).sort()).toEqual(["exit", "sentences.future.sentence", "teams.0.color", "weather"]);
  expect({ ...read.ok.policy, version: "" }).toEqual({ ...own.policy, version: "" });
  expect(read.ok.policy.version).not.toBe(own.policy.version);
  expect(read.ok.raw).toEqual(raw);
});

test("what an older release did not have yet comes from this one's files", () => {
  const raw = stored(({ policy, dialogs }) => {
    Reflect.deleteProperty(policy!["sla"]!, "takeover");
    Reflect.deleteProperty(policy!, "routing");
    Reflect.deleteProperty(dialogs!["scripts"]!["zh-CN"]["sentences"], "acceptance.ask");
    Object.assign(dialogs!["scripts"]!["en"]["sentences"], { "survey.count": "Four, please." });
    Object.assign(dialogs!["flows"]!["intake"][0], { ask: "ask.gone" });
  });
  const read = contentFrom(raw, own);
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  expect(read.ok.policy).toMatchObject({ takeover: own.policy.takeover, playbooks: own.policy.playbooks });
  expect(read.ok.dialogs.scripts).toEqual(own.dialogs.scripts);
  expect(read.ok.dialogs.flow).toEqual(own.dialogs.flow);
  expect(read.adapted.map(({ line }) => line)).toEqual(read.adapted.map(() => 0));
});

test("a change of the desk's own stays where it is", () => {
  const raw = stored(({ policy }) => {
    Object.assign(policy!["sla"]!["takeover"], { silence: "45 min" });
    Reflect.deleteProperty(policy!["sla"]!, "waiting");
  });
  const read = policyFrom(raw.policy, own.raw.policy);
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  expect(read.ok.policy.takeover.silenceMs).toBe(45 * 60_000);
  expect(read.ok.policy.waiting).toEqual(own.policy.waiting);
});

test.each([null, "text", {}, { desk: null }, { scripts: 1 }])(
  "what is no content, %j, is a fault that names the remedy",
  (given) => {
    for (const read of [policyFrom(given), dialogsFrom(given)]) {
      if (!("faults" in read)) throw new Error("no fault");
      expect(read.faults.at(-1)!.remedy).toContain("frontdoor publish");
    }
  },
);
