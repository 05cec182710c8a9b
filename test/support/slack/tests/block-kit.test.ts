import { webApi } from "@slack/bolt";
import type { Dict } from "../shapes.js";
import { checkBlocks, checkView } from "../block-kit/check.js";
import { QUIET } from "./quiet.js";
import { startSlack } from "../slack.js";

const plain = (text: string): Dict => ({ type: "plain_text", text });
const section = (text: string): Dict => ({ type: "section", text: { type: "mrkdwn", text } });
const button = (more: Dict = {}): Dict => ({ type: "button", action_id: "go", text: plain("Go"), ...more });
const actions = (...elements: Dict[]): Dict => ({ type: "actions", elements });
const option = (value: string, text = value): Dict => ({ text: plain(text), value });
const select = (options: Dict[], more: Dict = {}): Dict => ({ type: "static_select", action_id: "pick", options, ...more });
const input = (element: Dict): Dict => ({ type: "input", label: plain("Label"), element });
const modal = (more: Dict = {}): Dict => ({ type: "modal", title: plain("Title"), blocks: [section("x")], ...more });
const many = (count: number, make: (nth: number) => Dict): Dict[] => Array.from({ length: count }, (_, nth) => make(nth));

const inMessage = (...blocks: Dict[]): string[] =>
  checkBlocks(blocks, { surface: "message", pointer: "/blocks" }).map(({ pointer, says }) => `${says} @${pointer}`);
const inView = (view: Dict): string[] => checkView(view, "modal").map(({ pointer, says }) => `${says} @${pointer}`);

test.each<[string, Dict[]]>([
  ["as many blocks as there may be", many(50, (nth) => section(`${nth}`))],
  ["texts as long as they may be", [section("x".repeat(3000)), { type: "header", text: plain("x".repeat(150)) }]],
  [
    "buttons as many and as full as they may be",
    [actions(...many(25, (nth) => button({ action_id: `${nth}`, text: plain("x".repeat(75)), value: "v".repeat(2000) })))],
  ],
  [
    "a hundred options",
    [
      actions(
        select(
          many(100, (nth) => option(`${nth}`)),
          { initial_option: option("7") },
        ),
      ),
    ],
  ],
  ["one action id in two blocks", [actions(button()), actions(button())]],
  ["an input in a message", [input({ type: "plain_text_input", action_id: "a", max_length: 3000 })]],
])("%s: nothing is wrong", (_, blocks) => {
  expect(inMessage(...blocks)).toEqual([]);
});

test.each<[string, Dict[], string]>([
  ["a block too many", many(51, (nth) => section(`${nth}`)), "no more than 50 items allowed @/blocks"],
  ["a section too long", [section("x".repeat(3001))], "must be less than 3001 characters @/blocks/0/text/text"],
  ["an empty text", [section("")], "must be more than 0 characters @/blocks/0/text/text"],
  ["a section of nothing", [{ type: "section" }], "must define either `text` or `fields` @/blocks/0"],
  [
    "a label too long",
    [actions(button({ text: plain("x".repeat(76)) }))],
    "must be less than 76 characters @/blocks/0/elements/0/text/text",
  ],
  [
    "a value too long",
    [actions(button({ value: "v".repeat(2001) }))],
    "must be less than 2001 characters @/blocks/0/elements/0/value",
  ],
  [
    "a property that is none",
    [actions(button({ disabled: true }))],
    "invalid additional property: disabled @/blocks/0/elements/0",
  ],
  [
    "mrkdwn on a button",
    [actions(button({ text: { type: "mrkdwn", text: "x" } }))],
    "must be plain_text @/blocks/0/elements/0/text/type",
  ],
  [
    "26 elements",
    [actions(...many(26, (nth) => button({ action_id: `${nth}` })))],
    "no more than 25 items allowed @/blocks/0/elements",
  ],
  [
    "one action id twice in a block",
    [actions(button(), button())],
    "`action_id` go already exists @/blocks/0/elements/1/action_id",
  ],
  [
    "one block id twice",
    [
      { ...section("a"), block_id: "b" },
      { ...section("c"), block_id: "b" },
    ],
    "`block_id` b already exists @/blocks/1/block_id",
  ],
  [
    "101 options",
    [actions(select(many(101, (nth) => option(`${nth}`))))],
    "no more than 100 items allowed @/blocks/0/elements/0/options",
  ],
  [
    "an option too long",
    [actions(select([option("a", "x".repeat(76))]))],
    "must be less than 76 characters @/blocks/0/elements/0/options/0/text/text",
  ],
  ["an unknown block", [{ type: "carousels" }], "unsupported type: carousels @/blocks/0/type"],
  [
    "an input element in actions",
    [actions({ type: "plain_text_input", action_id: "a" })],
    "unsupported type: plain_text_input @/blocks/0/elements/0/type",
  ],
  [
    "an image without a text",
    [{ type: "image", image_url: "https://x.example/i.png" }],
    "missing required field: alt_text @/blocks/0",
  ],
])("%s is found", (_, blocks, found) => {
  expect(inMessage(...blocks)).toEqual([found]);
});

test.each<[string, Dict, string[]]>([
  ["as it should be", modal(), []],
  ["a title too long", modal({ title: plain("x".repeat(25)) }), ["must be less than 25 characters @/view/title/text"]],
  ["no title", modal({ title: undefined }), ["missing required field: title @/view"]],
  [
    "too much kept for later",
    modal({ private_metadata: "x".repeat(3001) }),
    ["must be less than 3001 characters @/view/private_metadata"],
  ],
  ["101 blocks", modal({ blocks: many(101, (nth) => section(`${nth}`)) }), ["no more than 100 items allowed @/view/blocks"]],
  [
    "an input and nothing to submit it",
    modal({ blocks: [input({ type: "plain_text_input" })] }),
    ["missing required field: submit @/view"],
  ],
])("a modal %s", (_, view, found) => {
  expect(inView(view)).toEqual(found);
});

test("the answers carry what was found as Slack does", async () => {
  const slack = await startSlack();
  try {
    const web = new webApi.WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, logger: QUIET });
    const channel = slack.channel({ name: "x" });
    const told = async (call: Promise<unknown>): Promise<unknown> => call.catch((error: { data: Dict }) => error.data);
    const found = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]";
    const blocks = [section("x".repeat(3001))];
    expect(await told(web.chat.postMessage({ channel: channel.id, text: "x", blocks: blocks as never }))).toMatchObject({
      error: "invalid_blocks",
      errors: [found],
      response_metadata: { messages: [`[ERROR] ${found}`] },
    });
    expect(
      await told(web.views.open({ trigger_id: "1.2.3", view: modal({ title: plain("x".repeat(25)) }) as never })),
    ).toMatchObject({
      error: "invalid_arguments",
      response_metadata: { messages: ["[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"] },
    });
    expect(slack.messages(channel)).toEqual([]);
  } finally {
    await slack.stop();
  }
});
