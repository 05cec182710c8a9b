import fc from "fast-check";
import { makeLine } from "../../../../../src/adapters/widget/browser/line/make-line.js";
import type { Line, MessageActivity } from "../../../../../src/adapters/widget/browser/line/types.js";
import { newAddress } from "../../../../support/direct-line.js";
import { TestDesk, until } from "../../../../support/product.js";
import { faultProxy } from "./fault-proxy.js";
import { aBrowser, memoryStorage, nodeWorld } from "./node-world.js";

const PATIENCE_MS = 60_000;
const RUNS = { seed: Number(process.env["SEED"] ?? 20261122), numRuns: Number(process.env["RUNS"] ?? 2), endOnFailure: true };

let desk: TestDesk;
beforeAll(async () => (desk = await TestDesk.open({ clock: "real" })));
afterAll(() => desk.close());

const said = (line: Line): { seq: number; activity: MessageActivity }[] =>
  line.entries.value.flatMap((entry) => (entry.kind === "said" ? [entry] : []));
const own = (line: Line): string[] => line.entries.value.flatMap((entry) => (entry.kind === "own" ? [entry.own.text] : []));
const mine = (line: Line): string[] =>
  said(line)
    .filter(({ activity }) => activity.from.role === "user")
    .map(({ activity }) => activity.text);

test(`with 15 % of all requests and socket frames lost everything comes once and in order, in two tabs and over a reload (seed ${RUNS.seed})`, async () => {
  const breaking = async (seed: number): Promise<void> => {
    const proxy = await faultProxy(desk.base(), { seed, share: 0.15, address: newAddress() });
    const browser = aBrowser();
    const session = memoryStorage();
    const open = (kept?: Storage): Line => {
      const options = { base: proxy.base, locale: "en", timezone: "Asia/Shanghai", identity: null, resume: null } as const;
      return makeLine(options, nodeWorld(browser, kept));
    };
    let one = open(session);
    const two = open();
    try {
      const texts = (tab: string, from: number): string[] => Array.from({ length: 3 }, (_, nth) => `${tab} ${from + nth}`);
      texts("one", 0).forEach((text) => one.say(text));
      texts("two", 0).forEach((text) => two.say(text));
      await until(() => mine(one).length >= 2, "the first words", PATIENCE_MS);
      texts("one", 3).forEach((text) => one.say(text));
      one.close();
      one = open(session);
      texts("two", 3).forEach((text) => two.say(text));
      for (const line of [one, two]) await until(() => mine(line).length === 12 && own(line).length === 0, "all", PATIENCE_MS);
      proxy.heal();
      const conversationId = browser.local.getItem("frontdoor.conversation")!;
      const { body } = await (await desk.admin()).get(`/conversations/${conversationId}/messages?limit=200`);
      const stored = body.items as { from: string; text: string }[];
      await until(() => said(one).length === stored.length && said(two).length === stored.length, "the answers", PATIENCE_MS);
      for (const line of [one, two]) {
        expect(said(line).map(({ seq }) => seq)).toEqual(stored.map((_, nth) => nth + 1));
        expect(said(line).map(({ activity }) => activity.text)).toEqual(stored.map(({ text }) => text));
        for (const tab of ["one", "two"]) {
          expect(mine(line).filter((text) => text.startsWith(tab))).toEqual([...texts(tab, 0), ...texts(tab, 3)]);
        }
        expect(line.fresh.value).toBe(false);
      }
      expect(proxy.broken.before + proxy.broken.after + proxy.broken.sockets).toBeGreaterThan(3);
    } finally {
      one.close();
      two.close();
      await proxy.close();
    }
  };
  await fc.assert(fc.asyncProperty(fc.integer(), breaking), RUNS);
}, 300_000);

test("a button is pressed: its question is closed at once, and by the server", async () => {
  const options = { base: desk.base(), locale: "en", timezone: "Asia/Shanghai", identity: null, resume: null } as const;
  const line = makeLine(options, nodeWorld(aBrowser()));
  line.say("The system is down, nobody can log in");
  const asking = await until(() => said(line).find(({ activity }) => activity.suggestedActions), "a question");
  const { title, value } = asking.activity.suggestedActions!.actions[0]!;
  line.say(title, { value });
  expect(line.closed.value.has(value.askId)).toBe(true);
  await until(() => own(line).length === 0, "the server's copies");
  expect(said(line).findLast(({ activity }) => activity.from.role === "user")!.activity).toMatchObject({ text: title, value });
  await until(() => said(line).some(({ activity }) => activity.channelData?.closed?.includes(value.askId)), "its end");
  expect(line.closed.value.has(value.askId)).toBe(true);
  line.close();
});
