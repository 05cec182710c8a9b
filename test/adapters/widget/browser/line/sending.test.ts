import { refused } from "./fake-desk.js";
import { Scene } from "./fake-world.js";
import { memoryStorage } from "./node-world.js";

let scene: Scene;
beforeEach(() => (scene = new Scene()));
afterEach(() => scene.close());

const isPost = ({ method, path }: { method: string; path: string }): boolean => method === "POST" && path.endsWith("/activities");
const keysAsked = (): unknown[] => scene.desk.asked.filter(isPost).map(({ body }) => body.channelData?.clientActivityID);

describe("what the customer writes", () => {
  test("is shown at once, sent in order, and replaced by the server's copy", async () => {
    const tab = scene.tab();
    tab.line.say("one");
    tab.line.say("two", { value: { askId: "ask-1", choice: "yes" } });
    expect(tab.shown()).toEqual(["one waiting", "two waiting"]);
    expect([...tab.line.closed.value]).toEqual(["ask-1"]);
    await scene.pass(2_000);
    expect(tab.shown()).toEqual(["1 hello", "2 one", "3 two"]);
    expect(scene.desk.asked.filter(isPost).map(({ body }) => body)).toEqual([
      {
        type: "message",
        from: { id: "dl_me" },
        text: "one",
        locale: "en",
        channelData: { clientActivityID: "key-1", timezone: "Asia/Shanghai" },
      },
      expect.objectContaining({ text: "two", value: { askId: "ask-1", choice: "yes" } }),
    ]);
    tab.line.setLocale("zh-CN");
    tab.line.say("三");
    await scene.pass(1_000);
    expect(scene.desk.asked.filter(isPost).at(-1)!.body["locale"]).toBe("zh-CN");
  });

  test("is repeated under its key until it is stored, and stored once; what follows waits", async () => {
    const tab = await scene.arrived();
    let left = 3;
    scene.desk.fault = (asked) => (isPost(asked) && left-- > 0 ? (left === 0 ? "lose" : "drop") : null);
    tab.line.say("one");
    tab.line.say("two");
    await scene.pass(20_000);
    expect(tab.shown()).toEqual(["1 hello", "2 one", "3 two"]);
    expect(scene.desk.texts("c1")).toEqual(["hello", "one", "two"]);
    expect(new Set(keysAsked()).size).toBe(2);
  });

  test("waits through 503 and 429; after a minute of 503 a hand is asked for, and may try again under the same key", async () => {
    const tab = await scene.arrived();
    scene.desk.fault = (asked) => (isPost(asked) ? refused(503, "ServiceError") : null);
    tab.line.say("one");
    tab.line.say("two");
    await scene.pass(50_000);
    expect(tab.shown()).toEqual(["1 hello", "one waiting", "two waiting"]);
    await scene.pass(30_000);
    expect(tab.shown()).toEqual(["1 hello", "one failed busy", "two failed busy"]);
    const retryAfter = { headers: { "retry-after": "7" } };
    scene.desk.fault = (asked) => (isPost(asked) ? refused(429, "TooManyRequests", retryAfter) : null);
    tab.line.resend("key-1");
    await scene.pass(100);
    const before = keysAsked().length;
    await scene.pass(6_500);
    expect(keysAsked()).toHaveLength(before);
    scene.desk.fault = () => null;
    await scene.pass(1_000);
    expect(tab.shown()).toEqual(["1 hello", "2 one", "two failed busy"]);
    expect(scene.desk.logs.get("c1")![1]).toMatchObject({ key: "key-1" });
    tab.line.discard("key-2");
    expect(tab.shown()).toEqual(["1 hello", "2 one"]);
  });

  test("sent again by hand has another minute; what is said while one is tried again waits behind it", async () => {
    const tab = await scene.arrived();
    scene.desk.fault = (asked) => (isPost(asked) ? refused(503, "ServiceError") : null);
    tab.line.say("one");
    await scene.pass(80_000);
    tab.line.resend("key-1");
    await scene.pass(40_000);
    const before = keysAsked().length;
    tab.line.say("two");
    expect(tab.shown()).toEqual(["1 hello", "one waiting", "two waiting"]);
    await scene.pass(100);
    expect(keysAsked()).toHaveLength(before);
  });

  test("an answer that is not the desk's stores nothing", async () => {
    const tab = await scene.arrived();
    scene.desk.fault = (asked) => (isPost(asked) ? { status: 200, body: "<html>Log in</html>" } : null);
    tab.line.say("one");
    await scene.pass(10_000);
    scene.desk.fault = () => null;
    await scene.pass(20_000);
    expect(tab.shown()).toEqual(["1 hello", "2 one"]);
  });

  test("that is stored is kept here no more, though the desk's copy has not come", async () => {
    const tab = await scene.arrived();
    scene.desk.socketFault = "deaf";
    tab.line.say("one");
    expect(tab.session.length).toBe(1);
    await scene.pass(100);
    expect(tab.session.length).toBe(0);
    expect(tab.shown()).toEqual(["1 hello", "one sending"]);
  });

  test.each([
    [400, "refused"],
    [413, "too_long"],
  ])("what is refused with %d says why, keeps its text and lets the next go on", async (status, reason) => {
    const tab = await scene.arrived();
    scene.desk.fault = (asked) => (isPost(asked) && asked.body["text"] === "bad" ? refused(status, "BadArgument") : null);
    tab.line.say("bad", { value: { askId: "ask-1", choice: "x" } });
    tab.line.say("good");
    await scene.pass(1_000);
    expect(tab.shown()).toEqual(["1 hello", "2 good", `bad failed ${reason}`]);
    expect(tab.line.entries.value.at(-1)).toMatchObject({ own: { sentence: "BadArgument it is" } });
    expect(tab.line.closed.value.size).toBe(0);
    tab.line.discard("key-2");
    tab.line.discard("key-1");
    expect(tab.shown()).toEqual(["1 hello", "2 good"]);
  });

  test("outlives a reload while the line is away, is sent once, and by this tab only", async () => {
    const tab = await scene.arrived();
    scene.desk.fault = () => "drop";
    scene.socket.cut();
    tab.line.say("one", { value: { askId: "ask-1", choice: "yes" } });
    tab.line.say("two");
    await scene.pass(5_000);
    expect(tab.line.connection.value).toMatchObject({ state: "lost" });
    tab.close();
    const again = scene.tab({}, { session: tab.session });
    const other = scene.tab();
    await scene.pass(1_000);
    expect(again.shown()).toEqual(["one waiting", "two waiting"]);
    expect(other.shown()).toEqual([]);
    scene.desk.fault = () => null;
    await scene.pass(30_000);
    for (const { shown } of [again, other]) expect(shown()).toEqual(["1 hello", "2 one", "3 two"]);
    expect(scene.desk.logs.get("c1")!.map(({ key, value }) => [key, value])).toEqual([
      [undefined, undefined],
      ["key-1", { askId: "ask-1", choice: "yes" }],
      ["key-2", undefined],
    ]);
    expect(tab.session.length).toBe(0);
  });

  test("that was stored without an answer before the reload is not shown twice", async () => {
    const tab = await scene.arrived();
    scene.desk.socketFault = "deaf";
    scene.desk.fault = (asked) => (isPost(asked) ? "lose" : null);
    tab.line.say("one");
    await scene.pass(300);
    tab.close();
    scene.desk.fault = () => null;
    scene.desk.socketFault = null;
    const again = await scene.arrived({}, { session: tab.session });
    expect(again.shown()).toEqual(["1 hello", "2 one"]);
    expect(scene.desk.texts("c1")).toEqual(["hello", "one"]);
    expect(tab.session.length).toBe(0);
  });

  test("in a tab that a link opens, what waited there for another conversation waits for a hand", async () => {
    const session = memoryStorage({
      "frontdoor.outbox": JSON.stringify([{ key: "k", text: "for c1", value: null, at: 1, files: 0, reason: null }]),
    });
    const tab = await scene.arrived({ resume: "of-a-link" }, { session });
    expect(tab.shown()).toEqual(["1 hello", "for c1 failed busy"]);
  });

  test("a storage with rubbish, or none, costs nothing", async () => {
    const session = memoryStorage({ "frontdoor.outbox": '[{"key":5},null' });
    const broken = (): Storage => {
      throw new Error("SecurityError");
    };
    const odd = await scene.arrived({}, { session });
    const none = scene.tab({}, { local: broken, session: undefined as never, sha256: null, locks: null });
    none.line.say("from nowhere");
    await scene.pass(2_000);
    expect(odd.shown()).toEqual(["1 hello"]);
    expect(none.shown()).toEqual(["1 hello", "2 from nowhere"]);
  });
});

describe("files", () => {
  const aFile = (): File => new File(["abc"], "a.txt", { type: "text/plain" });

  test("go in one upload with the text, and tell how far they are", async () => {
    const tab = await scene.arrived();
    tab.line.say("see", { files: [aFile(), aFile()] });
    tab.line.say("after");
    await scene.pass(100);
    const [upload] = tab.uploads;
    upload!.progress(25, 100);
    expect(tab.line.entries.value[1]).toMatchObject({ own: { state: "sending", progress: 0.25 } });
    expect(upload!.url).toBe("http://desk/v3/directline/conversations/c1/upload?userId=dl_me");
    const activity = upload!.form!.get("activity") as File;
    expect(activity.type).toBe("application/vnd.microsoft.activity");
    expect(JSON.parse(await activity.text())).toEqual({
      type: "message",
      from: { id: "dl_me" },
      text: "see",
      locale: "en",
      channelData: { clientActivityID: "key-1", timezone: "Asia/Shanghai" },
    });
    expect(upload!.form!.getAll("file").map((file) => (file as File).name)).toEqual(["a.txt", "a.txt"]);
    expect(tab.shown()).toEqual(["1 hello", "see sending", "after waiting"]);
    scene.desk.say("c1", { text: "see", key: "key-1", by: "user" });
    upload!.answer(200, { id: "c1|0000002" });
    await scene.pass(1_000);
    expect(tab.shown()).toEqual(["1 hello", "2 see", "3 after"]);
  });

  test.each([
    [413, "", "too_large"],
    [415, "", "type"],
    [400, "This type of file is not taken: a.exe.", "type"],
    [400, "6 files; 5 at most.", "count"],
    [400, "Broken.", "refused"],
  ])("refused with %d %s", async (status, message, reason) => {
    const tab = await scene.arrived();
    tab.line.say("", { files: [aFile()] });
    await scene.pass(100);
    tab.uploads[0]!.answer(status, { error: { code: "x", message } });
    await scene.pass(100);
    expect(tab.line.entries.value[1]).toMatchObject({ own: { state: "failed", reason, files: [{ name: "a.txt" }] } });
  });

  test("that stand still are tried again; that never get through ask for a hand; a reload loses the files and says so", async () => {
    const tab = await scene.arrived();
    tab.line.say("see", { files: [aFile()] });
    await scene.pass(40_000);
    expect(tab.uploads.length).toBe(2);
    await scene.pass(400_000);
    expect(tab.uploads.length).toBe(6);
    expect(tab.shown()).toEqual(["1 hello", "see failed busy"]);
    tab.close();
    const again = await scene.arrived({}, { session: tab.session });
    expect(again.shown()).toEqual(["1 hello", "see failed gone"]);
    again.line.resend("key-1");
    await scene.pass(1_000);
    expect(again.shown()).toEqual(["1 hello", "2 see"]);
  });
});

test("writing is told every 3 s at most, and not into the void; a link can be asked for", async () => {
  const tab = await scene.arrived();
  for (let nth = 0; nth < 10; nth += 1) {
    tab.line.writing();
    await scene.pass(500);
  }
  const told = () => scene.desk.asked.filter(({ body }) => body["type"] === "typing").length;
  expect(told()).toBe(2);
  expect(await Promise.all([tab.line.link(), scene.pass(500)])).toEqual([
    { url: "https://x/#resume=1", expiresAt: "2026-11-30T00:00:00.000Z" },
    undefined,
  ]);
  scene.desk.fault = () => "drop";
  scene.socket.cut();
  await scene.pass(5_000);
  tab.line.writing();
  expect(await Promise.all([tab.line.link(), scene.pass(500)])).toEqual([null, undefined]);
  expect(told()).toBe(2);
});
