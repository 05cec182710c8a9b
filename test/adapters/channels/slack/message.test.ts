import type { SaidOutside } from "../../../../src/application/deliveries/speaker.js";
import { formOf } from "../../../../src/adapters/channels/slack/blocks/form.js";
import { partsOf } from "../../../../src/adapters/channels/slack/blocks/message.js";
import type { Card } from "../../../../src/domain/conversation/display.js";
import { checkBlocks, checkView } from "../../../support/slack/block-kit/check.js";

const said = (more: Partial<SaidOutside> = {}): SaidOutside => ({
  id: "m-1",
  conversationId: "c-1",
  channelConversationId: "T1/D1",
  seq: 3,
  at: 0,
  from: "bot",
  name: "小川",
  text: "对吗？",
  locale: "zh-CN",
  buttons: [],
  value: null,
  clientKey: null,
  ticketNumber: null,
  attachments: [],
  display: {},
  ...more,
});
const button = (choice: string, label = choice) => ({ askId: "a-1", choice, label });
const stars = (id: "speed" | "overall") =>
  ({ id, kind: "stars", label: "速度", hint: null, required: "请打分", scale: ["很差", "差", "一般", "好", "很好"] }) as const;
const survey: Card<string> = {
  kind: "survey",
  askId: "a-1",
  fields: [
    { ...stars("speed"), scale: [...stars("speed").scale] },
    { id: "comment", kind: "long", label: "还想说的", hint: "一句就好", required: null, scale: [] },
  ],
  submit: "提交",
};
const elementsOf = (blocks: object[] = []) => JSON.stringify(blocks);

test("words alone are one text without blocks; an agent's carry the name", () => {
  expect(partsOf(said(), null)).toEqual([{ text: "对吗？" }]);
  expect(partsOf(said({ from: "agent", name: "李<工>", text: "在看" }), null)).toEqual([{ text: "*李&lt;工&gt;*\n在看" }]);
  expect(partsOf(said({ text: "" }), null)).toEqual([]);
});

test("buttons stand below their words, whatever their labels and number are", () => {
  const buttons = Array.from({ length: 30 }, (_, n) => button(`c${n}`, "很长".repeat(n * 3 + 1)));
  const [part, ...more] = partsOf(said({ buttons }), null);
  expect(more).toEqual([]);
  expect(checkBlocks(part!.blocks!, { surface: "message", pointer: "" })).toEqual([]);
  expect(elementsOf(part!.blocks)).toContain(JSON.stringify(JSON.stringify({ askId: "a-1", choice: "c29" })).slice(1, -1));
});

test("a long text with buttons keeps its order, the buttons below its end, each part within Slack's bounds", () => {
  const parts = partsOf(said({ text: "长文 ".repeat(12_000), buttons: [button("yes")] }), null);
  expect(parts.length).toBeGreaterThan(3);
  expect(parts.filter(({ blocks }) => blocks !== undefined)).toEqual([parts.at(-1)]);
  expect(checkBlocks(parts.at(-1)!.blocks!, { surface: "message", pointer: "" })).toEqual([]);
});

test("a survey opens its form; its stars are given there, what else can be chosen stays", () => {
  const buttons = ["5", "4", "3", "2", "1", "skip"].map((choice) => button(choice));
  const [part] = partsOf(said({ buttons, display: { card: survey } }), "评分");
  const shown = elementsOf(part!.blocks);
  expect(shown).toContain("ask:form");
  expect(shown).toContain("skip");
  expect(shown).not.toContain('\\"choice\\":\\"5\\"');
  const view = formOf(survey, { title: "一个特别特别特别特别特别特别特别长的名字", cancel: "先不填", note: "{}" });
  expect(checkView(view, "modal")).toEqual([]);
});
