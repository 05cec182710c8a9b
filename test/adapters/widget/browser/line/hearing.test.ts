import { Scene } from "./fake-world.js";

let scene: Scene;
beforeEach(() => (scene = new Scene()));
afterEach(() => scene.close());

describe("what the desk says", () => {
  test("is shown once and in order, however it comes", async () => {
    const tab = await scene.arrived();
    scene.desk.socketFault = "deaf";
    scene.desk.say("c1", ...["two", "three", "four", "five"].map((text) => ({ text })));
    const frame = (...seqs: number[]) => ({ activities: seqs.map((seq) => scene.desk.activity("c1", seq)) });
    scene.socket.say(frame(5, 3));
    scene.socket.say(frame(3, 2));
    scene.socket.say(frame(1, 5));
    expect(tab.shown()).toEqual(["1 hello", "2 two", "3 three", "5 five"]);
    await scene.pass(1_000);
    expect(tab.shown()).toEqual(["1 hello", "2 two", "3 three", "4 four", "5 five"]);
    expect(scene.desk.counted("GET", /activities\?watermark=1$/)).toBe(1);
  });

  test("a number that the log has no more leaves no asking for ever", async () => {
    const tab = await scene.arrived();
    scene.desk.socketFault = "deaf";
    scene.desk.say("c1", { text: "erased" }, { text: "three" });
    const activities = [scene.desk.activity("c1", 3)];
    scene.desk.fault = ({ path }) =>
      path.includes("/activities")
        ? { status: 200, body: { activities: path.endsWith("=1") ? activities : [], watermark: "3" } }
        : null;
    scene.socket.say({ activities });
    await scene.pass(60_000);
    expect(tab.shown()).toEqual(["1 hello", "3 three"]);
    expect(scene.desk.counted("GET", /activities/)).toBe(2);
  });

  test("a second copy of one of the customer's messages is not shown", async () => {
    const tab = await scene.arrived();
    const said = { text: "mine", key: "k", by: "user" } as const;
    scene.desk.say("c1", said, said, { ...said, key: "other" });
    expect(tab.shown()).toEqual(["1 hello", "2 mine", "4 mine"]);
  });

  test("frames that are no frames, and activities of others, change nothing", async () => {
    const tab = await scene.arrived();
    const odd = [
      "",
      "{",
      "null",
      "[]",
      "5",
      '{"activities":5}',
      '{"activities":[null,5,"x",{}]}',
      '{"activities":[{"type":"message","id":"c1|0000002"}]}',
      '{"activities":[{"type":"message","id":"c2|0000002","from":{"id":"x","role":"bot"},"text":"theirs"}]}',
      '{"activities":[{"type":"message","id":"c1|__proto__","from":{}}]}',
      '{"activities":[{"type":"invoke","id":"c1|0000002","from":{}}],"watermark":{}}',
    ];
    for (const frame of odd) scene.socket.say(frame);
    scene.socket.say({
      activities: [
        {
          type: "message",
          id: "c1|0000002",
          from: { id: 5 },
          text: 7,
          timestamp: "yesterday",
          attachments: [null, { contentType: "image/png", contentUrl: "u", name: "n" }],
          suggestedActions: 5,
          channelData: { closed: [1, "ask-1"] },
        },
      ],
    });
    expect(tab.shown()).toEqual(["1 hello", "2 "]);
    expect(tab.line.entries.value.at(-1)).toMatchObject({
      activity: { from: { id: "5", role: "bot" }, attachments: [{ name: "n" }] },
    });
    expect([...tab.line.closed.value]).toEqual(["ask-1"]);
    expect(tab.line.connection.value).toEqual({ state: "up" });
  });

  test("a log that was set back takes away what it has no more", async () => {
    const tab = await scene.arrived();
    scene.desk.say("c1", { text: "two" }, { text: "three" });
    scene.desk.logs.get("c1")!.length = 1;
    tab.fire("visibilitychange");
    await scene.pass(1_000);
    expect(tab.shown()).toEqual(["1 hello"]);
    scene.desk.say("c1", { text: "another two" });
    await scene.pass(1_000);
    expect(tab.shown()).toEqual(["1 hello", "2 another two"]);
  });

  test("who is writing is shown for 8 s, or until the message comes", async () => {
    const tab = await scene.arrived();
    const typing = (id: string) =>
      scene.socket.say({ activities: [{ type: "typing", id: "c1|t", from: { id, name: "李想", role: "bot" } }] });
    typing("agent");
    expect(tab.line.typing.value).toEqual({ name: "李想", agent: true });
    await scene.pass(7_000);
    typing("agent");
    await scene.pass(7_900);
    expect(tab.line.typing.value).not.toBeNull();
    scene.desk.say("c1", { text: "bot" });
    expect(tab.line.typing.value).not.toBeNull();
    scene.desk.say("c1", { text: "agent", by: "agent" });
    expect(tab.line.typing.value).toBeNull();
    typing("frontdoor");
    expect(tab.line.typing.value).toEqual({ name: "李想", agent: false });
    await scene.pass(8_100);
    expect(tab.line.typing.value).toBeNull();
  });

  test("the newest promise, the closed questions and the desk's clock follow from the messages", async () => {
    scene.desk.ahead = 3_600_000;
    const tab = await scene.arrived();
    expect(Math.round(tab.line.clockAhead.value / 60_000)).toBe(60);
    const owed = { number: "T-1", kind: "reply", what: "A person answers", by: "2026-11-23T03:00:00.000Z" };
    scene.desk.say("c1", { text: "a", channelData: { owed, closed: ["ask-1"] } }, { text: "b" });
    expect(tab.line.owed.value).toEqual(owed);
    scene.desk.say("c1", { text: "c", channelData: { owed: null, closed: ["ask-2"] } });
    expect(tab.line.owed.value).toBeNull();
    expect([...tab.line.closed.value]).toEqual(["ask-1", "ask-2"]);
    scene.desk.ahead = 7_200_000;
    scene.desk.say("c1", { text: "moved on" });
    expect(Math.round(tab.line.clockAhead.value / 60_000)).toBe(120);
    scene.desk.ahead = 0;
    tab.line.say("now?");
    await scene.pass(1_000);
    expect(Math.abs(tab.line.clockAhead.value)).toBeLessThan(1_000);
  });
});
