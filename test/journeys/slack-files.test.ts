import { binary } from "../adapters/files/a-file.js";
import { until } from "../support/product.js";
import { SlackDesk } from "../support/slack-desk.js";

let at: SlackDesk;
beforeAll(async () => {
  at = await SlackDesk.open();
});
afterAll(() => at.close());
afterEach(() => at.slack.heal());

const wang = (more: object = {}) => at.slack.person({ name: "王芳", locale: "zh-CN", ...more });

describe("files", () => {
  const PNG = binary("png");

  test("both ways, byte for byte; what is not taken is told to the sender", async () => {
    const person = wang();
    await person.uploads(
      person.dm,
      [
        { name: "截图.png", content: PNG },
        { name: "跑.exe", content: Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0]) },
      ],
      { text: "看图" },
    );
    await at.slack.waitForMessage(person.dm, /跑\.exe/);
    const message = (await at.logOf(person.dm)).find(({ from }) => from === "customer")!;
    expect(message).toMatchObject({ text: "看图", attachments: [{ name: "截图.png", type: "image/png" }] });

    const { id } = (await at.conversationOf(person.dm))!;
    await at.li.do(`/conversations/${id}/takeover`);
    const headers = { authorization: `Bearer ${at.li.token}`, "x-file-name": encodeURIComponent("说明.png") };
    const address = `${at.desk.base()}/api/v1/attachments?conversationId=${id}`;
    const stored = await fetch(address, { method: "POST", headers, body: new Uint8Array(PNG) });
    expect(stored.status).toBeLessThan(300);
    const file = (await stored.json()) as { id: string };
    at.slack.fault({ method: "files.completeUploadExternal", kind: "timeout_after_accept" });
    await at.li.do(`/conversations/${id}/messages`, { text: "请看说明", attachments: [file.id] });
    await at.slack.waitForMessage(person.dm, (one) => one.bot_id !== undefined && (one.files?.length ?? 0) > 0);
    await at.settled(person.dm);
    const posts = at.shown(person.dm).filter(({ files }) => (files?.length ?? 0) > 0);
    expect(posts).toHaveLength(1);
    expect(at.shown(person.dm).filter(({ text }) => text.includes("请看说明"))).toHaveLength(1);
    expect(at.slack.workspace.files.get(posts[0]!.files![0]!)!.content.equals(PNG)).toBe(true);
  });

  test("in a shared channel they are asked for by their id; what cannot be fetched is told", async () => {
    const person = at.slack.person({ name: "Anna", locale: "en-US", teamId: "T0OTHER" });
    const channel = at.slack.channel({ name: "files-with-contoso", shared: true, members: [person] });
    const bot = `<@${at.slack.workspace.bot.userId}>`;
    const root = await person.uploads(channel, [{ name: "log.png", content: PNG }], { text: `${bot} see this` });
    await until(async () => (await at.logOf(channel, root)).length > 0, "a conversation");
    const asked = (await at.logOf(channel, root)).find(({ from }) => from === "customer");
    expect(asked).toMatchObject({ text: "see this", attachments: [{ name: "log.png" }] });
    at.slack.fault({ method: "files.download", kind: "http_500" });
    await person.uploads(channel, [{ name: "more.png", content: PNG }], { thread: root });
    await at.slack.waitForMessage(channel, /more\.png/);
  });
});
