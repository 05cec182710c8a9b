import { adaptiveCardOf } from "../../../src/adapters/channels/adaptive-card.js";
import type { WordedCard } from "../../../src/adapters/channels/adaptive-card.js";
import type { CardField } from "../../../src/domain/conversation/display.js";

const SCALE = ["1 非常不满意", "2 不满意", "3 一般", "4 满意", "5 非常满意"];
const button = (askId: string, choice: string, label: string) => ({ askId, choice, label });
const aField = (field: Partial<CardField<string>>): CardField<string> => ({
  id: "name",
  kind: "text",
  label: "称呼",
  hint: null,
  required: null,
  scale: [],
  ...field,
});
const CHOICES: WordedCard = { kind: "choices", askId: "ask-1", fields: [], submit: null };
const CONTACT: WordedCard = {
  kind: "contact",
  askId: "ask-2",
  fields: [
    aField({ id: "name" }),
    aField({ id: "contact", kind: "contact", label: "联系方式", hint: "手机或邮箱", required: "请留一个号码或邮箱。" }),
  ],
  submit: "提交",
};
const SURVEY: WordedCard = {
  kind: "survey",
  askId: "ask-3",
  fields: [
    aField({ id: "speed", kind: "stars", label: "响应速度", required: "响应速度还没打分。", scale: SCALE }),
    aField({ id: "overall", kind: "stars", label: "总体", required: "总体还没打分。", scale: SCALE }),
    aField({ id: "comment", kind: "long", label: "还有什么想说的（选填）" }),
  ],
  submit: "提交",
};
const SURVEY_BUTTONS = [
  ...["5", "4", "3", "2", "1"].map((score) => button("ask-3", score, score)),
  button("ask-3", "skip", "这次不评"),
];

interface Shape {
  body: {
    type: string;
    id?: string;
    actions?: { title: string; style?: string; data: object; associatedInputs?: string }[];
    fallback?: { id: string };
  }[];
  [key: string]: unknown;
}
const made = (...given: Parameters<typeof adaptiveCardOf>): Shape => adaptiveCardOf(...given) as Shape;
const actionsOf = ({ body }: Shape) => body.flatMap(({ actions }) => actions ?? []);

test("a card of choices holds its buttons and nothing else, the one that agrees marked", () => {
  const card = made(CHOICES, [button("ask-1", "submit", "对，提交"), button("ask-1", "edit", "有误，修改")], "zh-CN");
  expect(card).toEqual({
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.5",
    lang: "zh",
    fallbackText: "对，提交 · 有误，修改",
    body: [
      {
        type: "ActionSet",
        actions: [
          {
            type: "Action.Submit",
            title: "对，提交",
            data: { askId: "ask-1", choice: "submit" },
            style: "positive",
            associatedInputs: "none",
          },
          { type: "Action.Submit", title: "有误，修改", data: { askId: "ask-1", choice: "edit" }, associatedInputs: "none" },
        ],
      },
    ],
  });
});

test("choices of which none agrees are equal", () => {
  const card = made(CHOICES, [button("ask-1", "cancel_ticket", "Cancel it"), button("ask-1", "keep", "Don't cancel")], "en");
  expect(actionsOf(card).map(({ style }) => style)).toEqual([undefined, undefined]);
  expect(card["lang"]).toBe("en");
});

test("each button keeps the ask it belongs to: tickets to choose from, and a refusal of another ask", () => {
  const buttons = [button("ask-1", "T-000123", "T-000123"), button("ask-9", "keep", "不取消")];
  expect(actionsOf(made(CHOICES, buttons, "zh-CN")).map(({ data }) => data)).toEqual([
    { askId: "ask-1", choice: "T-000123" },
    { askId: "ask-9", choice: "keep" },
  ]);
});

test("a contact form asks name and contact, and can be skipped without filling it in", () => {
  const card = made(CONTACT, [button("ask-2", "skip", "跳过")], "zh-CN");
  expect(card.body.slice(0, 2)).toEqual([
    { type: "Input.Text", id: "name", label: "称呼", maxLength: 80 },
    {
      type: "Input.Text",
      id: "contact",
      label: "联系方式",
      style: "Tel",
      placeholder: "手机或邮箱",
      maxLength: 200,
      isRequired: true,
      errorMessage: "请留一个号码或邮箱。",
    },
  ]);
  expect(actionsOf(card)).toEqual([
    { type: "Action.Submit", title: "提交", data: { askId: "ask-2", choice: "form" }, style: "positive" },
    { type: "Action.Submit", title: "跳过", data: { askId: "ask-2", choice: "skip" }, associatedInputs: "none" },
  ]);
});

test("a survey asks stars, which a stock client shows as choices, the best first; the scores' own buttons are left out", () => {
  const card = made(SURVEY, SURVEY_BUTTONS, "zh-CN");
  expect(card.body[0]).toEqual({
    type: "Frontdoor.Stars",
    id: "speed",
    label: "响应速度",
    scale: SCALE,
    isRequired: true,
    errorMessage: "响应速度还没打分。",
    fallback: {
      type: "Input.ChoiceSet",
      id: "speed",
      label: "响应速度",
      style: "expanded",
      choices: ["5", "4", "3", "2", "1"].map((value) => ({ title: SCALE[Number(value) - 1], value })),
      isRequired: true,
      errorMessage: "响应速度还没打分。",
    },
  });
  expect(card.body[2]).toEqual({
    type: "Input.Text",
    id: "comment",
    label: "还有什么想说的（选填）",
    isMultiline: true,
    maxLength: 2_000,
  });
  expect(actionsOf(card).map(({ title }) => title)).toEqual(["提交", "这次不评"]);
});

test.each([
  ["choices", CHOICES, [button("ask-1", "accept", "已解决"), button("ask-1", "not_yet", "还没好")]],
  ["contact", CONTACT, [button("ask-2", "skip", "跳过")]],
  ["survey", SURVEY, SURVEY_BUTTONS],
] as const)("every id, ask and choice of a %s card comes back as it went out", (_kind, card, buttons) => {
  const { body } = JSON.parse(JSON.stringify(made(card, buttons, "zh-CN"))) as Shape;
  const inputs = body.filter(({ type }) => type !== "ActionSet");
  expect(inputs.map(({ id }) => id)).toEqual(card.fields.map(({ id }) => id));
  expect(inputs.flatMap(({ fallback }) => (fallback === undefined ? [] : [fallback.id]))).toEqual(
    card.fields.filter(({ kind }) => kind === "stars").map(({ id }) => id),
  );
  const data = actionsOf({ body }).map((action) => action.data);
  const offered = buttons.filter(({ choice }) => !/^[1-5]$/.test(choice)).map(({ askId, choice }) => ({ askId, choice }));
  expect(data).toEqual([...(card.submit === null ? [] : [{ askId: card.askId, choice: "form" }]), ...offered]);
});
