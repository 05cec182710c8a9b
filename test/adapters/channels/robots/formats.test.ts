import { createHash } from "node:crypto";
import { dingtalk } from "../../../../src/adapters/channels/robots/dingtalk.js";
import { feishu } from "../../../../src/adapters/channels/robots/feishu.js";
import type { RobotAdapter } from "../../../../src/adapters/channels/robots/format.js";
import { harmless } from "../../../../src/adapters/channels/robots/markdown.js";
import { partsOf } from "../../../../src/adapters/channels/robots/parts.js";
import { plainText } from "../../../../src/adapters/channels/robots/plain-text.js";
import { slack } from "../../../../src/adapters/channels/robots/slack.js";
import { wecom } from "../../../../src/adapters/channels/robots/wecom.js";
import { widthOf } from "../../../../src/adapters/channels/robots/width.js";
import type { DigestDocument } from "../../../../src/domain/digest/document.js";
import { EVIL, watchDocument, weeklyDocument } from "../../../domain/digest/a-digest.js";

const documents = (["zh-CN", "en"] as const).flatMap((locale) => [watchDocument(locale), weeklyDocument(locale)]);

/** A desk with very many people: the document that does not fit. */
const long = (): DigestDocument => {
  const document = weeklyDocument("zh-CN");
  const rows = Array.from({ length: 300 }, (_, n) => [
    `第${n}位同事`,
    "12",
    "8",
    "12 分钟",
    "1 天",
    "88.2%（34 项中）",
    "1",
    "—",
  ]);
  return {
    ...document,
    sections: document.sections.map((section) => ({
      ...section,
      tables: section.tables.map((table) => ({ ...table, rows: rows.map((row) => row.slice(0, table.columns.length)) })),
    })),
  };
};

const bytes = (text: string): number => Buffer.byteLength(text, "utf8");
const at = (body: Record<string, unknown>, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>((value, part) => (value as Record<string | number, unknown>)[part], body);
const wecomTexts = (d: DigestDocument) => wecom.bodies(d).map((body) => at(body, "markdown", "content") as string);
const dingtalkTexts = (d: DigestDocument) => dingtalk.bodies(d).map((body) => at(body, "markdown", "text") as string);
const feishuTexts = (d: DigestDocument) => feishu.bodies(d).map((body) => at(body, "card", "elements", 0, "content") as string);
const slackTexts = (d: DigestDocument) => slack.bodies(d).map((body) => body["text"] as string);

describe("each format is what its maker documents", () => {
  test("WeCom: Markdown of at most 4,096 bytes a post, numbered where there are several", () => {
    expect(wecom.bodies(watchDocument())[0]).toEqual({
      msgtype: "markdown",
      markdown: { content: expect.any(String) as string },
    });
    const texts = wecomTexts(long());
    expect(texts.length).toBeGreaterThan(5);
    for (const [n, text] of texts.entries()) {
      expect(bytes(text)).toBeLessThanOrEqual(4_096);
      expect(text.split("\n")[0]).toBe(`### 澄川科技 · 每周服务数据 (${n + 1}/${texts.length})`);
    }
    expect(texts.join("\n").match(/第299位同事/g)).toHaveLength(long().sections.filter(({ tables }) => tables.length > 0).length);
  });

  test("DingTalk: a title for the list of chats and Markdown, its body below 20,000 bytes", () => {
    const bodies = dingtalk.bodies(long());
    expect(bodies[0]).toMatchObject({ msgtype: "markdown", markdown: { title: "澄川科技 · 每周服务数据" } });
    for (const body of bodies) expect(bytes(JSON.stringify(body))).toBeLessThanOrEqual(20_000);
  });

  test("Feishu: an interactive card, its body below 20 KB", () => {
    const bodies = feishu.bodies(long());
    expect(bodies[0]).toMatchObject({
      msg_type: "interactive",
      card: { header: { title: { tag: "plain_text", content: "澄川科技 · 每周服务数据" } }, elements: [{ tag: "markdown" }] },
    });
    for (const body of bodies) expect(bytes(JSON.stringify(body))).toBeLessThanOrEqual(20_480);
  });

  test("Slack: mrkdwn, every code block of a part opened and closed in it", () => {
    const texts = slackTexts(long());
    expect(texts.length).toBeGreaterThan(5);
    for (const text of texts) {
      expect(bytes(text)).toBeLessThanOrEqual(3_800);
      expect((text.match(/```/g) ?? []).length % 2).toBe(0);
    }
  });
});

describe("signatures are those of the documents", () => {
  // Computed with Python's hmac, base64 and urllib.
  test("DingTalk signs time and secret into the address, which keeps its token", () => {
    const address = new URL("https://oapi.dingtalk.com/robot/send?access_token=abc");
    const signed = dingtalk.sign({ address, body: {}, secret: "SECtest-key-of-a-robot", now: 1_795_305_600_000 });
    expect(signed.address.href).toBe(
      "https://oapi.dingtalk.com/robot/send?access_token=abc&timestamp=1795305600000&sign=WJ8aFgG%2FAY3q0e3KurIQSO1cy8F6Cl%2ByIXE1VNRK%2FpY%3D",
    );
    expect(address.searchParams.has("sign")).toBe(false);
  });

  test("Feishu signs in the body, in seconds", () => {
    const address = new URL("https://open.feishu.cn/open-apis/bot/v2/hook/x");
    const signed = feishu.sign({ address, body: { msg_type: "text" }, secret: "feishu-secret", now: 1_795_305_600_999 });
    expect(signed).toEqual({
      address,
      body: { timestamp: "1795305600", sign: "OGxXcILXS2THWXXUILLztSs9n5MJb1vOs73xyiT8arQ=", msg_type: "text" },
    });
  });

  test("charts: WeCom takes the bytes of pictures of up to 2 MB, the others an address", () => {
    const png = Buffer.from("not a picture, but bytes");
    const url = "https://desk.example.com/charts/abc.def";
    const charts = [
      { title: "A & <b>", url, png },
      { title: "Too large", url: null, png: Buffer.alloc(2 * 1024 * 1024 + 1) },
      { title: "No font", url: null, png: null },
    ];
    const document = watchDocument("en");
    const posts = wecom.bodies(document, charts);
    expect(posts.slice(0, -1)).toEqual(wecom.bodies(document));
    expect(posts.at(-1)).toEqual({
      msgtype: "image",
      image: { base64: png.toString("base64"), md5: createHash("md5").update(png).digest("hex") },
    });
    const linked = (format: RobotAdapter): string => JSON.stringify(format.bodies(document, charts));
    expect(linked(slack)).toContain(`• <${url}|A &amp; &lt;b&gt;>`);
    expect(linked(dingtalk)).toContain(`- [A ＆ ＜b＞](${url})`);
    expect(linked(feishu)).toContain(`- [A ＆ ＜b＞](${url})`);
    expect(linked(slack) + linked(dingtalk) + linked(feishu)).not.toMatch(/Too large|No font/);
  });

  test("without a secret nothing is added", () => {
    const given = { address: new URL("https://x.example/a"), body: { a: 1 }, secret: null, now: 1 };
    for (const format of [slack, wecom, dingtalk, feishu])
      expect(format.sign(given)).toEqual({ address: given.address, body: given.body });
  });
});

describe("what a name holds does nothing, whatever the channel", () => {
  test.each(documents)("no mention, tag, link or markup of a name in $locale $title", (document) => {
    for (const text of [...wecomTexts(document), ...dingtalkTexts(document), ...feishuTexts(document)]) {
      const ours = text.replace(/\[[^\]]*\]\(https:\/\/desk\.example\.com\/desk\/reports\?[\w=&-]+\)/g, "");
      expect(ours).not.toMatch(/<|@|\]\(|`|\\/);
      expect(ours).not.toMatch(/\*\*bold\*\*/);
    }
    for (const text of slackTexts(document)) {
      const ours = text.replace(/<https:\/\/desk\.example\.com\/desk\/reports\?period=\w+&amp;at=[\d-]+\|[^>]*>/g, "");
      expect(ours).not.toMatch(/[<>]/);
      expect(ours).not.toMatch(/&(?!amp;|lt;|gt;)/);
      expect(ours.replaceAll("```", "")).not.toContain("`");
    }
  });

  test("names are shown all the same", () => {
    expect(slackTexts(watchDocument()).join("")).toContain("&lt;!channel&gt; &lt;@U1&gt;");
    expect(wecomTexts(watchDocument()).join("")).toContain("＜!channel＞ ＜＠U1＞");
    expect(wecomTexts(watchDocument()).join("")).toContain('=HYPERLINK（"http://x"）');
  });

  test("control characters and marks of direction never reach a terminal", () => {
    const text = plainText(watchDocument());
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
    expect(harmless(EVIL.a5)).toBe("＠everyone  desrever [31m".replace("[", "［"));
  });
});

describe("a table in a terminal", () => {
  test("has its columns one below the other, Chinese characters taking two places", () => {
    const lines = plainText(weeklyDocument("zh-CN")).split("\n");
    const from = lines.indexOf("== 分类与类别 ==");
    expect(lines.slice(from, from + 4)).toEqual([
      "== 分类与类别 ==",
      "分类      类别        数量   占比",
      "未分类    咨询           7  58.3%",
      "售后问题  投诉与建议     5  41.7%",
    ]);
    expect(["abc", "电机", "“é”", "👍", "ｶﾅ", "e\u0301"].map(widthOf)).toEqual([3, 4, 3, 2, 2, 1]);
  });
});

describe("parts", () => {
  test("nothing is lost and nothing is split that fits", () => {
    const lines = Array.from({ length: 100 }, (_, n) => `行${n}`);
    const parts = partsOf("题", [{ lines, open: "(", close: ")" }], 100);
    expect(parts.flatMap((part) => part.split("\n").slice(1)).filter((line) => line.startsWith("行"))).toEqual(lines);
    for (const part of parts) expect([bytes(part) <= 100, part.includes("(\n"), part.endsWith(")")]).toEqual([true, true, true]);
  });

  test("a line longer than a part is cut between characters", () => {
    const [part] = partsOf("t", [{ lines: ["电".repeat(100)] }], 60);
    expect(bytes(part!)).toBeLessThanOrEqual(60);
    expect(part).toMatch(/^t\n电+$/);
  });

  test("a digest of nothing is its title", () => expect(partsOf("t", [{ lines: [] }], 100)).toEqual(["t"]));
});
