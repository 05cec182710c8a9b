import { SENTENCES, WORDS } from "../../../src/domain/say.js";
import type { Say, SayKey, SayValue } from "../../../src/domain/say.js";
import { LOCALES } from "../../../src/domain/words.js";
import type { Locale } from "../../../src/domain/words.js";
import type { Voice } from "../../../src/application/ports.js";
import type { Content } from "../../../src/adapters/dialog-files/content.js";
import { makeRender } from "../../../src/adapters/dialog-files/render.js";
import { ownContent } from "./support.js";

let content: Content;
let voice: Voice;
beforeAll(async () => {
  content = await ownContent();
  voice = makeRender(content.dialogs);
});

const NOW = Date.parse("2026-11-23T12:52:00+08:00");
const at = (iso: string): SayValue => ({ time: Date.parse(iso) });

/** What the turn puts into each placeholder, in one and the other language. */
const sample = (locale: Locale): Record<string, SayValue> => ({
  company: content.policy.company[locale],
  assistant: content.policy.assistant[locale],
  name: locale === "en" ? "Wang Fang, Voyage Trading" : "王芳，远航贸易",
  contact: { contact: "+8613800138000" },
  demand: locale === "en" ? "The system is down" : "系统宕机，客户无法下单",
  impact: { word: "status.open" },
  first: { word: "category.aftersale" },
  second: { word: "category.presale" },
  number: "T-000123",
  priority: { word: "priority.P1" },
  team: content.policy.teams[2]!.name[locale],
  status: { word: "status.open" },
  owner: locale === "en" ? "Li Min" : "李敏",
  agent: locale === "en" ? "Li Min" : "李敏",
  promise: { word: "promise.plan" },
  dimension: { word: "dimension.speed" },
  ask: locale === "en" ? "a picture of the screen" : "报错页面的截图",
  summary: locale === "en" ? "Added 2 TB of disk" : "订单库扩容 2 TB",
  outcome: { word: "none.outcome" },
  prevention: { word: "none.outcome" },
  customer: "C-000123",
  tickets: "T-000123 · T-000124",
  value: 6,
  count: 4,
  why: { word: "file_fault.too_large" },
  where: { word: "where.slack" },
  due: at("2026-11-23T13:02:00+08:00"),
  next: at("2026-11-24T09:30:00+08:00"),
  back: at("2026-11-25T09:00:00+08:00"),
  closes: at("2026-12-25T10:00:00+08:00"),
});

const sayOf = (key: SayKey, locale: Locale): Say => ({
  key,
  params: Object.fromEntries(SENTENCES[key].map((name) => [name, sample(locale)[name]!])),
});

const keys = Object.keys(SENTENCES) as SayKey[];
const all = LOCALES.flatMap((locale) =>
  [null, "America/Los_Angeles"].flatMap((zone) => keys.map((key) => ({ locale, zone, key }))),
);

const rendered = ({ locale, zone, key }: (typeof all)[number]) =>
  voice.render(sayOf(key, locale), { locale, zone, deskZone: "Asia/Shanghai", now: NOW });

test("every sentence is there in both languages and renders with nothing left over", () => {
  for (const each of all) {
    const { full, masked } = rendered(each);
    expect({ ...each, full }).toMatchObject({ full: expect.not.stringMatching(/[{}]|undefined|\[object|NaN| {2}|^\s|\s$/) });
    expect({ ...each, masked }).toMatchObject({ masked: expect.not.stringContaining("138 0013 8000") });
  }
});

test("every word is there in both languages, short enough for a button", () => {
  for (const word of WORDS) {
    for (const locale of LOCALES) {
      const label = voice.label({ label: { word } }, locale);
      expect(label.length).toBeGreaterThan(0);
      if (/^(choice|score|category)\./.test(word))
        expect({ label, fits: label.length <= (locale === "en" ? 24 : 12) }).toMatchObject({ fits: true });
    }
  }
  expect(voice.label({ label: { text: "T-000123" } }, "en")).toBe("T-000123");
});

/** CommonMark: ** opens or closes only beside the right characters; after Chinese punctuation inside, a Chinese character outside fails. */
function boldFaults(markdown: string): string[] {
  const faults: string[] = [];
  const punctuation = /[\p{P}\p{S}]/u;
  const space = /\s|^$/;
  const plain = markdown.replace(/\\\*/g, "x");
  let open = false;
  for (const found of plain.matchAll(/\*\*/g)) {
    const before = plain.slice(0, found.index).slice(-1);
    const after = plain.slice(found.index + 2).slice(0, 1);
    const [inside, outside] = open ? [before, after] : [after, before];
    if (space.test(inside) || (punctuation.test(inside) && !space.test(outside) && !punctuation.test(outside)))
      faults.push(markdown);
    open = !open;
  }
  return open ? [...faults, markdown] : faults;
}

test("the promise is bold for every Markdown reader, at home and abroad", () => {
  expect(all.flatMap((each) => boldFaults(rendered(each).full))).toEqual([]);
  expect(boldFaults("**好。**以后")).toHaveLength(1);
});

const PROMISES: SayKey[] = keys.filter((key) =>
  (SENTENCES[key] as readonly string[]).some((name) => ["due", "next", "closes", "back"].includes(name)),
);

test("whatever promises a time says one in bold", () => {
  expect(PROMISES.length).toBeGreaterThan(15);
  for (const key of PROMISES) {
    for (const locale of LOCALES) {
      const { full } = rendered({ locale, zone: null, key });
      expect({ key, full }).toMatchObject({
        full: expect.stringMatching(locale === "en" ? /\*\*(by|from) [^*]+\*\*/ : /\*\*[^*]+ (前|起)\*\*/),
      });
    }
  }
});

test("Chinese sentences keep full-width punctuation and 您; English ones have no Chinese in them", () => {
  const { "zh-CN": zh, en } = content.dialogs.scripts;
  for (const text of [...Object.values(zh.sentences), ...Object.values(zh.words)]) {
    expect(text).not.toMatch(/[\p{Script=Han}][,;:?!.()]|[,;:?!()]\p{Script=Han}/u);
    expect(text).not.toMatch(/你|"/);
  }
  const foreign = Object.entries(en.sentences).filter(
    ([key, text]) => key !== "help" && /[\p{Script=Han}，。：；？！（）“”]/u.test(text),
  );
  expect(foreign).toEqual([]);
  expect(Object.values(zh.sentences).join("").match(/！/g) ?? []).toEqual([]);
  expect(Object.values(en.sentences).join("").match(/!/g) ?? []).toEqual([]);
});

test("the assistant says that it is none of us", () => {
  for (const key of ["greeting.open", "greeting.closed", "greeting.known", "handoff.back"] as const) {
    expect(rendered({ locale: "zh-CN", zone: null, key }).full).toContain("智能助手");
    expect(rendered({ locale: "en", zone: null, key }).full).toMatch(/automated|bot/);
  }
});

test("the privacy notice says who, what, why, how long and which rights in two sentences", () => {
  const zh = rendered({ locale: "zh-CN", zone: null, key: "privacy.notice" }).full;
  const en = rendered({ locale: "en", zone: null, key: "privacy.notice" }).full;
  expect(zh.split("。").filter(Boolean)).toHaveLength(2);
  expect(en.split(/\.(?: |$)/).filter(Boolean)).toHaveLength(2);
  for (const part of ["澄川科技", "对话", "联系方式", "24 个月", "“我的资料”", "查看", "删除"]) expect(zh).toContain(part);
  for (const part of ["Chengchuan", "chat", "contact", "24 months", '"my data"', "see", "delete"]) expect(en).toContain(part);
});

test("the receipt, word for word", () => {
  expect(rendered({ locale: "zh-CN", zone: null, key: "receipt" }).full).toBe(
    "登记好了，工单 **T-000123**。\n\n- 负责：技术支持\n- 优先级：最高，紧急且重要\n\n**13:02 前**有人答复您。**明天 09:30 前**给您一次进展。",
  );
  expect(rendered({ locale: "en", zone: "Europe/Berlin", key: "receipt" }).full).toBe(
    "It's logged as ticket **T-000123**.\n\n- Team: Technical support\n- Priority: highest, urgent and important\n\n" +
      "A person answers **by 06:02 your time, UTC+1**. You'll have an update **by tomorrow 02:30 your time, UTC+1**.",
  );
});

test("no space stands between two Chinese characters, whatever the time", () => {
  const { full } = rendered({ locale: "zh-CN", zone: "Europe/Berlin", key: "hold.progress" });
  expect(full).toContain("说好 06:02（当地时间，UTC+1）告诉您");
  expect(full).toContain("**明天 02:30（当地时间，UTC+1）前**");
});
