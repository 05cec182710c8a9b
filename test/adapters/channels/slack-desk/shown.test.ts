import { formOf, FORM_ACTS, type FormFacts } from "../../../../src/adapters/channels/slack/desk/acts/views.js";
import { cardOf, type CardFacts } from "../../../../src/adapters/channels/slack/desk/cards/card.js";
import { maskedName } from "../../../../src/adapters/channels/slack/desk/cards/masked-name.js";
import { replyPost, threadPost } from "../../../../src/adapters/channels/slack/desk/cards/thread.js";
import { roomPosts, type RoomPost } from "../../../../src/adapters/channels/slack/desk/posts/room-posts.js";
import { EN } from "../../../../src/adapters/channels/slack/desk/words/words-en.js";
import { ZH, type SlackWord } from "../../../../src/adapters/channels/slack/desk/words/words-zh.js";
import type { PublicMessage } from "../../../../src/application/ports.js";
import { REPLY_STATES } from "../../../../src/application/triage/ports.js";
import { LOCALES } from "../../../../src/domain/words.js";
import { checkBlocks, checkView, lengthOf } from "../../../support/slack/block-kit/check.js";
import type { Loose } from "../../../support/direct-line.js";

const NASTY = ["<!channel> & <@U1> ", "x".repeat(40), "&&&&<<<<>>>>", "很长的话。", "> \n", "🙂", "*_~`"];
const long = (characters: number, of: string): string => of.repeat(Math.ceil(characters / of.length)).slice(0, characters);

const facts = (text: string): CardFacts =>
  ({
    now: 0,
    ticket: {
      ...{ id: "01a20389-91f2-722b-9947-7a424d1d20d5", number: "T-000001", status: "open", category: null, form: "support" },
      ...{ urgency: "high", importance: "low", priority: "P1", ownerName: text.slice(0, 200), text, commitments: [] },
      classification: {
        evidence: Array.from({ length: 9 }, (_, n) => ({ field: "urgency", text: `${n}${text.slice(0, 300)}` })),
      },
    },
    conversation: { channel: "web", holder: "agent", agentName: text.slice(0, 200) },
    customer: { name: text, company: text, number: "C-000001" },
    survey: { state: "asked", scores: [5, 5, 4, 5] },
  }) as unknown as CardFacts;

test.each(NASTY)("whatever a customer is called or writes (%j), a card keeps within what Slack takes, and calls nobody", (of) => {
  for (const locale of LOCALES) {
    const { blocks } = cardOf(facts(long(20_000, of)), { locale, zone: "Asia/Shanghai", deskUrl: "https://desk.example/desk" });
    expect(checkBlocks(blocks as Loose[], { surface: "message", pointer: "" })).toEqual([]);
    expect(lengthOf(blocks as Loose)).toBeLessThan(13_200);
    expect(JSON.stringify(blocks)).not.toMatch(/<[!@]/);
  }
});

const message = (seq: number, of: Partial<PublicMessage>): PublicMessage =>
  ({
    ...{ id: String(seq), seq, from: "customer", name: null, text: "", buttons: [], attachments: [], ticketNumber: null },
    ...of,
  }) as unknown as PublicMessage;

test.each(NASTY)("a thread shows long talk (%j) in several posts, in order, none lost", (of) => {
  const look = { locale: "en" as const, number: "T-000001", customer: "W**", mask: (text: string) => text };
  const from = ["customer", "bot", "agent"] as const;
  let messages = Array.from({ length: 12 }, (_, n) =>
    message(n + 1, { from: from[n % 3]!, name: "小川", text: long(7_000, of) }),
  );
  const upTo: number[] = [];
  while (messages.length > 0) {
    const post = threadPost(messages, look)!;
    expect(checkBlocks(post.blocks as Loose[], { surface: "message", pointer: "" })).toEqual([]);
    expect(lengthOf(post.blocks as Loose)).toBeLessThan(13_200);
    upTo.push(post.upTo);
    messages = messages.filter(({ seq }) => seq > post.upTo);
  }
  expect(upTo).toEqual([...upTo].sort((a, b) => a - b));
  expect(upTo.at(-1)).toBe(12);
  expect(threadPost([], look)).toBeNull();
});

test("a reply in every state says so in both languages, at any length", () => {
  for (const locale of LOCALES)
    for (const state of REPLY_STATES)
      for (const of of NASTY) {
        const { blocks } = replyPost({ draftId: "d", agentName: "李工", state, reason: "gone", text: long(3_000, of) }, locale);
        expect(checkBlocks(blocks as Loose[], { surface: "message", pointer: "" })).toEqual([]);
        expect(JSON.stringify(blocks).includes("desk:undo")).toBe(state === "held");
      }
});

test.each(FORM_ACTS)("the form of %s is one that Slack opens, whatever stands in it", (act) => {
  for (const locale of LOCALES)
    for (const of of NASTY) {
      const { ticket } = facts(of);
      const agents = Array.from({ length: 150 }, (_, n) => ({
        id: `a${n}`,
        name: long(90, of),
        disabled: false,
        available: true,
      }));
      const teams = [{ id: "technical", name: { "zh-CN": "技术", en: "Tech" }, duty: "a1" }];
      const to = { name: "W", customer: "C-000001", channel: "web", number: "T-000001" };
      const given = {
        ticket,
        channel: "C1",
        locale,
        agentName: "李工",
        to,
        last: long(5_000, of),
        text: long(5_000, of),
        agents,
        teams,
      };
      const view = formOf(act, { ...given, survey: { kind: "full" } } as unknown as FormFacts);
      expect(checkView(view as Loose, "modal")).toEqual([]);
    }
});

test("a room's post has a link at each figure and at each ticket, in parts that Slack takes", () => {
  const url = "https://desk.example/desk/reports?period=week&at=2026-11-23";
  const rows = Array.from({ length: 400 }, (_, n) => [`T-${String(n).padStart(6, "0")}`, "P1 <!here>"]);
  const columns = [{ label: "Ticket", align: "left" as const }];
  const section = {
    title: "S",
    figures: [{ label: "New", value: "3", note: null }],
    tables: [{ title: null, columns, rows, more: null }],
    notes: [],
  };
  const { bodies } = roomPosts({ locale: "en", title: "Weekly", lines: [], sections: [section], link: { label: "Open", url } });
  const posts = bodies as RoomPost[];
  expect(posts.length).toBeGreaterThan(1);
  const text = posts.map((post) => (post.do === "post" ? post.mrkdwn : "")).join("\n");
  expect(text).toContain("<https://desk.example/desk/reports?period=week&amp;at=2026-11-23|3>");
  expect(text).toContain("<https://desk.example/desk/tickets/T-000399|T-000399>");
  expect(text).not.toContain("<!here>");
  for (const post of posts) expect(JSON.stringify(post).length).toBeLessThan(13_200);
});

test("both languages fill in the same", () => {
  const holes = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
  for (const word of Object.keys(ZH) as SlackWord[]) expect([word, holes(EN[word])]).toEqual([word, holes(ZH[word])]);
});

test("a name is masked to its first character, whatever that is", () => {
  expect(maskedName({ name: "王芳", company: null })).toBe("王**");
  expect(maskedName({ name: "🙂x", company: " Voyage " })).toBe("🙂** · V**");
  expect(maskedName({ name: null, company: "" })).toBe("—");
});
