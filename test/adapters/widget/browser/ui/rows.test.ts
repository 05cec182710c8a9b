import type { Entry, MessageActivity, OwnMessage } from "../../../../../src/adapters/widget/browser/line/types.js";
import { answersIn, chipsOf, rowsOf } from "../../../../../src/adapters/widget/browser/ui/transcript/rows.js";

const at = (time: string, day = "2026-11-22"): number => new Date(`${day}T${time}:00`).getTime();

let seq = 0;
beforeEach(() => (seq = 0));

function said(time: number, text: string, more: Partial<MessageActivity> = {}): Entry {
  seq += 1;
  const activity: MessageActivity = {
    type: "message",
    id: `c|${String(seq).padStart(7, "0")}`,
    timestamp: new Date(time).toISOString(),
    from: { id: "frontdoor", name: "小川", role: "bot" },
    text,
    textFormat: "markdown",
    locale: "zh-CN",
    ...more,
  };
  return { kind: "said", activity, seq };
}
const mine = (time: number, text: string, more: Partial<MessageActivity> = {}): Entry =>
  said(time, text, { from: { id: "u", role: "user" }, ...more });
const own = (more: Partial<OwnMessage> = {}): Entry => ({
  kind: "own",
  own: {
    key: "k",
    text: "截图马上发",
    value: null,
    files: [],
    at: at("13:42"),
    state: "waiting",
    progress: null,
    reason: null,
    ...more,
  },
});
const asking = (askId: string, more: MessageActivity["channelData"] = {}) => ({
  suggestedActions: { actions: [{ title: "全部", text: "全部", value: { askId, choice: "all" } }] },
  channelData: more,
});

const shape = (entries: Entry[]): string[] =>
  rowsOf(entries, 0).map((row) => {
    if (row.kind === "pause") return row.day ? "day" : "pause";
    if (row.kind === "desk") return row.named ? "named" : "desk";
    if (row.kind === "mine") return row.marked ? "marked" : "mine";
    return "own";
  });

test("who speaks is said once for what is said in one breath", () => {
  expect(shape([said(at("12:50"), "您好"), said(at("12:50"), "隐私"), said(at("12:58"), "还在吗")])).toEqual([
    "day",
    "named",
    "desk",
    "named",
  ]);
});

test("a person who takes over is named at once", () => {
  const person = { from: { id: "agent", name: "李敏", role: "bot" } as const };
  expect(shape([said(at("12:50"), "李敏来了"), said(at("12:50"), "您好", person)])).toEqual(["day", "named", "named"]);
});

test("delivery is told under the last of one breath", () => {
  expect(shape([mine(at("12:50"), "一"), mine(at("12:51"), "二"), said(at("12:51"), "好的")])).toEqual([
    "day",
    "mine",
    "marked",
    "named",
  ]);
});

test("another day and a long pause stand between", () => {
  const entries = [said(at("12:50", "2026-11-21"), "一"), said(at("12:50"), "二"), said(at("15:00"), "三")];
  expect(shape(entries)).toEqual(["day", "named", "day", "named", "pause", "named"]);
});

test("the customer's message keeps its key when the desk's copy comes", () => {
  const before = rowsOf([own({ key: "born" })], 0);
  const after = rowsOf([mine(at("13:42"), "截图马上发", { channelData: { clientActivityID: "born" } })], 0);
  expect(before.map(({ key }) => key)).toEqual(after.map(({ key }) => key));
});

test("an own message stands at the desk's time, which may be ahead", () => {
  expect(rowsOf([own()], 3_600_000)[1]!.at).toBe(at("14:42"));
});

describe("how an ask was answered", () => {
  const value = { askId: "a", choice: "submit" };

  test("by a button, when it is stored and while it is on its way", () => {
    expect(answersIn([mine(at("13:05"), "对，提交", { value })]).get("a")).toEqual({
      text: "对，提交",
      form: false,
      at: at("13:05"),
    });
    expect(answersIn([own({ text: "对，提交", value })]).get("a")).toEqual({ text: "对，提交", form: false, at: null });
  });

  test("by a form", () => {
    expect(answersIn([mine(at("13:05"), "5 5 4 5", { value: { askId: "a", choice: "form" } })]).get("a")?.form).toBe(true);
  });

  test("an answer that could not be sent gives the controls back", () => {
    expect(answersIn([own({ value, state: "failed", reason: "busy" })]).size).toBe(0);
  });

  test("the first answer counts", () => {
    const second = { askId: "a", choice: "edit" };
    expect(
      answersIn([mine(at("13:05"), "对，提交", { value }), mine(at("13:06"), "修改", { value: second })]).get("a")?.text,
    ).toBe("对，提交");
  });
});

describe("quick answers", () => {
  const none = new Set<string>();

  test("stand under the newest message, also when the desk added a sentence", () => {
    expect(chipsOf([said(at("12:50"), "哪些？", asking("a"))], none)?.text).toBe("哪些？");
    expect(chipsOf([said(at("12:50"), "哪些？", asking("a")), said(at("12:51"), "记下了")], none)?.text).toBe("哪些？");
  });

  test("go once the customer has spoken, even while it waits", () => {
    expect(chipsOf([said(at("12:50"), "哪些？", asking("a")), mine(at("12:51"), "全部")], none)).toBeNull();
    expect(chipsOf([said(at("12:50"), "哪些？", asking("a")), own()], none)).toBeNull();
  });

  test("go with their ask, and where a card shows them", () => {
    expect(chipsOf([said(at("12:50"), "哪些？", asking("a"))], new Set(["a"]))).toBeNull();
    expect(chipsOf([said(at("12:50"), "对吗？", asking("a", { card: "choices" }))], none)).toBeNull();
  });
});
