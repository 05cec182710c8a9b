import { Scene } from "./fake-world.js";
import { memoryLocks, memoryStorage } from "./node-world.js";

let scene: Scene;
beforeEach(() => (scene = new Scene()));
afterEach(() => scene.close());

const MINUTE = 60_000;
const state = (tab: ReturnType<Scene["tab"]>) => tab.line.connection.value.state;
const texts = (count: number) => Array.from({ length: count }, (_, nth) => ({ text: `m${nth}` }));

describe("a line that breaks", () => {
  test("comes back by itself with the watermark, ever later, and says when", async () => {
    const tab = await scene.arrived();
    scene.desk.fault = () => "drop";
    scene.socket.cut();
    scene.desk.say("c1", { text: "missed" });
    expect(tab.line.connection.value).toMatchObject({ state: "lost", tries: 1, nextTryAt: scene.clock.now + 750 });
    await scene.pass(5 * MINUTE);
    const lost = tab.line.connection.value;
    expect(lost).toMatchObject({ state: "lost" });
    if (lost.state === "lost") expect(lost.nextTryAt - scene.clock.now).toBeLessThanOrEqual(15_000);
    expect(scene.desk.counted("GET", /c1\?watermark=1$/)).toBeGreaterThan(30);
    scene.desk.fault = () => null;
    tab.line.retryNow();
    await scene.pass(200);
    expect(state(tab)).toBe("up");
    expect(tab.shown()).toEqual(["1 hello", "2 missed"]);
    await scene.pass(10_000);
    scene.socket.cut();
    expect(tab.line.connection.value).toMatchObject({ tries: 1, nextTryAt: scene.clock.now + 750 });
  });

  test("polls where sockets never open, a long history too, and takes a socket when one opens", async () => {
    scene.desk.socketFault = "refused";
    const tab = scene.tab();
    await scene.pass(10_000);
    expect(state(tab)).toBe("up");
    scene.desk.say("c1", ...texts(350));
    tab.line.say("mine");
    await scene.pass(7_000);
    expect(tab.shown()).toHaveLength(352);
    expect(tab.shown().at(-1)).toBe("352 mine");
    const sockets = scene.desk.sockets.length;
    expect(sockets).toBe(3);
    await scene.pass(MINUTE);
    expect(scene.desk.sockets.length).toBe(4);
    scene.desk.socketFault = null;
    await scene.pass(70_000);
    const polls = scene.desk.counted("GET", /activities/);
    scene.desk.say("c1", { text: "by socket" });
    expect(tab.shown().at(-1)).toBe("353 by socket");
    await scene.pass(20_000);
    expect(scene.desk.counted("GET", /activities/)).toBe(polls);
  });

  test("a handshake that is swallowed counts as a socket that does not open; a page that forbids sockets too", async () => {
    scene.desk.socketFault = "swallowed";
    const tab = scene.tab();
    const forbidden = scene.tab(
      {},
      {
        openSocket: () => {
          throw new Error("CSP");
        },
      },
    );
    await scene.pass(40_000);
    for (const each of [tab, forbidden]) expect([state(each), each.shown()]).toEqual(["up", ["1 hello"]]);
  });

  test("a desk that does not answer at first, or has no tokens left, is busy, and is asked when it said", async () => {
    scene.desk.fault = ({ path }) =>
      path === "/chat/token" ? { status: 429, body: {}, headers: { "retry-after": "40" } } : null;
    const tab = await scene.arrived();
    expect(tab.line.connection.value).toEqual({ state: "busy", nextTryAt: expect.any(Number) });
    await scene.pass(30_000);
    expect(scene.desk.counted("POST", /token/)).toBe(1);
    scene.desk.fault = () => "drop";
    await scene.pass(MINUTE);
    expect(state(tab)).toBe("busy");
    scene.desk.fault = () => ({ status: 200, body: "<html>Log in to the hotel's network</html>" });
    await scene.pass(MINUTE);
    expect(state(tab)).toBe("busy");
    scene.desk.fault = () => null;
    await scene.pass(20_000);
    expect(tab.shown()).toEqual(["1 hello"]);
  });

  test("a socket that only looks open is found out by what it does not tell, and replaced", async () => {
    const tab = await scene.arrived();
    scene.desk.socketFault = "deaf";
    const dead = scene.socket;
    tab.line.say("anybody?");
    await scene.pass(1_000);
    expect(tab.shown()).toEqual(["1 hello", "anybody? sending"]);
    scene.desk.socketFault = null;
    await scene.pass(4_000);
    expect(tab.shown()).toEqual(["1 hello", "2 anybody?"]);
    expect(scene.socket).not.toBe(dead);
    expect(state(tab)).toBe("up");
    expect(scene.desk.texts("c1")).toEqual(["hello", "anybody?"]);
  });

  test("a message that does not get through shows that the line is down, though its socket looks open; it goes as soon as it is up", async () => {
    const tab = await scene.arrived();
    scene.desk.fault = () => "drop";
    tab.line.say("in a tunnel");
    await scene.pass(10_000);
    expect(tab.shown()).toEqual(["1 hello", "in a tunnel waiting"]);
    expect(state(tab)).toBe("lost");
    scene.desk.fault = () => null;
    tab.fire("online");
    await scene.pass(500);
    expect(tab.shown()).toEqual(["1 hello", "2 in a tunnel"]);
  });

  test("after minutes of silence a page that is looked at asks once", async () => {
    const tab = await scene.arrived();
    scene.desk.socketFault = "deaf";
    scene.desk.say("c1", { text: "unheard" });
    scene.desk.socketFault = null;
    await scene.pass(130_000);
    expect(tab.shown()).toEqual(["1 hello", "2 unheard"]);
    const reads = scene.desk.counted("GET", /activities/);
    tab.isVisible = false;
    await scene.pass(10 * MINUTE);
    expect(scene.desk.counted("GET", /activities/)).toBe(reads);
  });

  test("says that it is there every 20 s", async () => {
    await scene.arrived();
    await scene.pass(2 * MINUTE);
    expect(scene.socket.sent).toEqual(["", "", "", "", "", ""]);
  });

  test.each([
    ["a gap in time", (_tab: ReturnType<Scene["tab"]>) => undefined],
    ["another network", (tab: ReturnType<Scene["tab"]>) => tab.fire("online")],
    ["the back button", (tab: ReturnType<Scene["tab"]>) => tab.fire("pageshow", { persisted: true })],
  ])("after %s the socket is replaced at once", async (what, wake) => {
    const tab = await scene.arrived();
    const before = scene.socket;
    if (what === "a gap in time") scene.clock.sleep(3 * MINUTE);
    wake(tab);
    await scene.pass(1_000);
    expect(scene.socket).not.toBe(before);
    expect([state(tab), before.isOpen, scene.socket.isOpen]).toEqual(["up", false, true]);
  });

  test("slow timers of a tab out of sight are no sleep", async () => {
    const tab = await scene.arrived();
    const before = scene.socket;
    tab.isVisible = false;
    for (let nth = 0; nth < 5; nth += 1) {
      scene.clock.sleep(55_000);
      await scene.pass(1_000);
    }
    tab.isVisible = true;
    tab.fire("visibilitychange");
    await scene.pass(1_000);
    expect(scene.socket).toBe(before);
  });
});

describe("tokens", () => {
  test("are renewed every 15 minutes, and a day passes without the secret", async () => {
    const tab = await scene.arrived();
    await scene.pass(24 * 60 * MINUTE);
    expect(scene.desk.counted("POST", /refresh/)).toBeGreaterThan(90);
    expect(scene.desk.counted("POST", /chat\/token/)).toBe(1);
    tab.line.say("still here");
    await scene.pass(1_000);
    expect(tab.shown()).toEqual(["1 hello", "2 still here"]);
  }, 60_000);

  test("that expired over night are had anew by the secret, and nothing is lost", async () => {
    const tab = await scene.arrived();
    scene.clock.sleep(9 * 60 * MINUTE);
    scene.socket.isOpen = false;
    scene.desk.say("c1", { text: "good morning" });
    tab.line.say("I slept");
    await scene.pass(2_000);
    expect(tab.shown()).toEqual(["1 hello", "2 good morning", "3 I slept"]);
    expect(tab.line.fresh.value).toBe(false);
    expect(scene.desk.counted("POST", /chat\/token/)).toBe(2);
  });

  test("are had by one asker at a time over all tabs, which share the conversation; by locks or by a lease", async () => {
    for (const locks of [memoryLocks(), null]) {
      const local = memoryStorage();
      const many = Array.from({ length: 4 }, () => scene.tab({}, { local: () => local, locks }));
      await scene.pass(5_000);
      const [first] = many;
      first!.line.say("from the first");
      await scene.pass(1_000);
      for (const tab of many) expect(tab.shown()).toEqual(["1 hello", "2 from the first"]);
      expect([...scene.desk.secrets]).toContainEqual([
        local.getItem("frontdoor.resume"),
        local.getItem("frontdoor.conversation"),
      ]);
    }
    expect(scene.desk.logs.size).toBe(2);
  });

  test("a lock that a frozen tab holds is waited for 20 s", async () => {
    const locks = memoryLocks();
    void locks!.request("frontdoor.resume", {}, () => new Promise(() => undefined));
    const abortable = {
      request: (name: string, options: { signal: AbortSignal }, run: () => Promise<unknown>) =>
        new Promise((resolve, reject) => {
          options.signal.addEventListener("abort", () => reject(new Error("AbortError")));
          void (locks as LockManager).request(name, run).then(resolve, reject);
        }),
    };
    const tab = scene.tab({}, { locks: abortable as never });
    await scene.pass(21_000);
    expect(tab.shown()).toEqual(["1 hello"]);
  });
});
