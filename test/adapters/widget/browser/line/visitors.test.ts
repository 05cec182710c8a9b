import { createHash } from "node:crypto";
import { refused } from "./fake-desk.js";
import { Scene } from "./fake-world.js";
import { memoryStorage } from "./node-world.js";

let scene: Scene;
beforeEach(() => (scene = new Scene()));
afterEach(() => scene.close());

const HOUR = 3_600_000;
const jwt = (sub: string): string => `x.${Buffer.from(JSON.stringify({ sub })).toString("base64url")}.y`;

describe("who is who", () => {
  test("a visitor comes back to what was said before; a secret that is lost begins afresh, and what waits goes along", async () => {
    const tab = await scene.arrived();
    tab.close();
    const back = await scene.arrived();
    expect([back.shown(), back.line.fresh.value]).toEqual([["1 hello"], false]);
    scene.desk.secrets.clear();
    scene.clock.sleep(9 * HOUR);
    back.line.say("and my order?");
    await scene.pass(3_000);
    expect(back.shown()).toEqual(["1 hello", "2 and my order?"]);
    expect(back.line.fresh.value).toBe(true);
    expect(scene.desk.texts("c1")).toEqual(["hello"]);
    back.close();
    scene.desk.secrets.clear();
    const later = await scene.arrived();
    expect(later.line.fresh.value).toBe(true);
  });

  test("nothing of the conversation before is left in the new one", async () => {
    const tab = await scene.arrived();
    scene.desk.say("c1", { text: "two" }, { text: "three", channelData: { closed: ["ask-1"] } });
    scene.desk.socketFault = "deaf";
    tab.line.say("stored there");
    await scene.pass(100);
    scene.desk.socketFault = null;
    scene.desk.secrets.clear();
    scene.clock.sleep(9 * HOUR);
    await scene.pass(3_000);
    expect([tab.shown(), tab.line.fresh.value, tab.line.closed.value.size]).toEqual([["1 hello"], true, 0]);
  });

  test("a conversation that never began is not mourned; one that was erased is begun anew", async () => {
    scene.desk.fault = ({ path }) => (path.endsWith("/conversations") ? "drop" : null);
    (await scene.arrived()).close();
    scene.desk.fault = () => null;
    const tab = await scene.arrived();
    expect([tab.shown(), tab.line.fresh.value, scene.desk.logs.size]).toEqual([["1 hello"], false, 1]);
    scene.desk.say("c1", { text: "two" });
    scene.desk.logs.delete("c1");
    tab.line.say("hm");
    await scene.pass(5_000);
    expect([tab.shown(), tab.line.fresh.value]).toEqual([["1 hello", "2 hm"], true]);
  });

  test("identities have a drawer each, and the anonymous another", async () => {
    const wishes = [{ identity: jwt("客户甲") }, { identity: jwt("b") }, {}, { identity: "no JWT" }];
    for (const wish of wishes) (await scene.arrived(wish)).close();
    expect(scene.desk.logs.size).toBe(4);
    const drawer = createHash("sha256").update("客户甲").digest("hex").slice(0, 16);
    expect(scene.browser.local.getItem(`frontdoor.resume.${drawer}`)).toMatch(/^secret/);
    for (const wish of wishes) (await scene.arrived(wish)).close();
    expect(scene.desk.logs.size).toBe(4);
    const plain = memoryStorage();
    (await scene.arrived({ identity: jwt("a") }, { sha256: null, local: () => plain })).close();
    expect(Array.from({ length: 2 }, (_, nth) => plain.key(nth)).sort()).toEqual([
      expect.stringMatching(/^frontdoor\.conversation\.[0-9a-f]{16}$/),
      expect.stringMatching(/^frontdoor\.resume\.[0-9a-f]{16}$/),
    ]);
  });

  test("a link is used first and once; one that is refused leaves this device's own conversation", async () => {
    (await scene.arrived({}, { local: () => memoryStorage() })).close();
    const [secret] = [...scene.desk.secrets.keys()];
    const linked = await scene.arrived({ resume: secret! });
    expect([linked.line.linkRefused.value, scene.browser.local.getItem("frontdoor.conversation")]).toEqual([false, "c1"]);
    linked.line.say("from the phone");
    await scene.pass(1_000);
    linked.close();
    const again = await scene.arrived({ resume: "too-old" });
    expect([again.line.linkRefused.value, again.line.fresh.value, again.shown()]).toEqual([
      true,
      false,
      ["1 hello", "2 from the phone"],
    ]);
    const nobody = await scene.arrived({ resume: "too-old" }, { local: () => memoryStorage() });
    expect([nobody.line.linkRefused.value, nobody.line.fresh.value, nobody.shown()]).toEqual([true, false, ["1 hello"]]);
  });

  test("a kept secret that is no secret at all is thrown away", async () => {
    scene.browser.local.setItem("frontdoor.resume", "rubbish");
    scene.desk.fault = ({ body }) => (body["resume"] === "rubbish" ? refused(400, "bad_request") : null);
    const tab = scene.tab();
    await scene.pass(3_000);
    expect(tab.shown()).toEqual(["1 hello"]);
  });
});
