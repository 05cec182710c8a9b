import { randomBytes } from "node:crypto";
import { createConnection } from "node:net";
import type { Visitor } from "../support/direct-line.js";
import { TestDesk } from "../support/product.js";
import { binary, zip } from "../adapters/files/a-file.js";

const MB = 1_048_576;
const PNG = binary("png");

let desk: TestDesk;
let anna: Visitor;
beforeAll(async () => {
  desk = await TestDesk.open();
});
beforeEach(async () => {
  anna = await desk.visitor();
});
afterAll(() => desk.close());

const aPicture = (name = "截图.png", content = PNG) => ({ name, content });
const kept = () =>
  desk.query<{ id: string; name: string; type: string; bound: boolean }>(
    "select id, name, type, bound_at is not null as bound from attachments where conversation_id = $1 order by id",
    [anna.conversationId],
  );
/** What the chat shows of a message's files. */
const shown = async (id: string | null) => (await anna.waitFor((activity) => activity.id === id)).attachments ?? [];
const linkOf = async (file = aPicture()): Promise<string> => {
  const { id } = await anna.upload([file]);
  return (await shown(id))[0]!.contentUrl!;
};

test("a customer's picture is in the chat, its bytes come back as they were, to be saved and never shown as a page", async () => {
  const { status, id } = await anna.upload([aPicture()], { text: "看一下这个报错" });
  expect(status).toBe(200);
  const message = await anna.waitFor((activity) => activity.id === id);
  expect(message).toMatchObject({
    text: "看一下这个报错",
    channelData: { attachmentSizes: [PNG.length] },
    attachments: [{ contentType: "image/png", name: "截图.png" }],
  });
  const response = await fetch(message.attachments![0]!.contentUrl!);
  expect(Buffer.from(await response.arrayBuffer()).equals(PNG)).toBe(true);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "image/png",
    "content-length": String(PNG.length),
    "content-disposition": `attachment; filename="_.png"; filename*=UTF-8''%E6%88%AA%E5%9B%BE.png`,
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": expect.stringMatching(/^private, max-age=\d+, immutable$/) as string,
  });
  expect(await kept()).toEqual([{ id: expect.any(String) as string, name: "截图.png", type: "image/png", bound: true }]);
});

test("five files go with one message, in their order; a sixth is refused and nothing stays", async () => {
  const five = [1, 2, 3, 4, 5].map((n) => aPicture(`${n}.png`));
  expect((await shown((await anna.upload(five)).id)).map(({ name }) => name)).toEqual([
    "1.png",
    "2.png",
    "3.png",
    "4.png",
    "5.png",
  ]);
  const { status, body } = await anna.upload([...five, aPicture("6.png")]);
  expect([status, body.error?.code]).toEqual([400, "BadArgument"]);
  expect((await kept()).length).toBe(5);
});

test.each([1, MB - 1, MB, MB + 1, 20 * MB])("a file of %i bytes comes back as it was", async (bytes) => {
  const content = bytes === 1 ? Buffer.from("a") : Buffer.concat([PNG, randomBytes(bytes)]).subarray(0, bytes);
  const response = await fetch(await linkOf(aPicture("a.png", content)));
  expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
});

test.each([
  ["no byte at all", Buffer.alloc(0), [400, "BadArgument"]],
  ["a byte more than 20 MB", Buffer.concat([PNG, randomBytes(20 * MB + 1 - PNG.length)]), [413, "MessageSizeTooBig"]],
  ["a program", binary("exe"), [400, "BadArgument"]],
  [
    "a picture with a page in it",
    Buffer.concat([Buffer.from("GIF89a<script>alert(1)</script>"), binary("gif")]),
    [400, "BadArgument"],
  ],
  ["Office with macros", zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), [400, "BadArgument"]],
])("%s is refused by a sentence, nothing is said and nothing stays", async (_, content, refusal) => {
  const before = anna.shown.length;
  const got = await anna.upload([aPicture("good.png"), aPicture("a.png", content)]);
  expect([got.status, got.body.error?.code]).toEqual(refusal);
  expect(await kept()).toEqual([]);
  await anna.say("你好");
  expect(anna.shown.slice(before).filter(({ attachments }) => attachments?.some(({ contentUrl }) => contentUrl))).toEqual([]);
});

test.each([
  ["photo.png", Buffer.from("<html><script>alert(1)</script></html>"), ["text/plain", "photo.png.txt"]],
  ["logo.svg", Buffer.from("<svg onload='alert(1)'/>"), ["text/plain", "logo.svg.txt"]],
  ["a.gif", Buffer.from("GIF89a/* */=1;alert(1)//"), ["text/plain", "a.gif.txt"]],
  ["../../etc/passwd.png", PNG, ["image/png", "passwd.png"]],
  ["..%2f..%2fpasswd.png", PNG, ["image/png", "passwd.png"]],
  ["photo\u202egnp.exe", PNG, ["image/png", "photognp.exe.png"]],
  ["李敏 13800138000.png", PNG, ["image/png", "李敏 138••••8000.png"]],
])("%j is kept under a name that says what it is", async (name, content, [type, as]) => {
  const [file] = await shown((await anna.upload([aPicture(name, content)])).id);
  expect([file!.contentType, file!.name]).toEqual([type, as]);
  const response = await fetch(file!.contentUrl!);
  expect([response.headers.get("content-type"), response.headers.get("x-content-type-options")]).toEqual([type, "nosniff"]);
});

test("a message sent again gets the first answer, and its files are stored once", async () => {
  const key = anna.newKey();
  const [first, again] = [await anna.upload([aPicture()], { key }), await anna.upload([aPicture()], { key })];
  expect(again).toEqual(first);
  expect((await kept()).length).toBe(1);
  expect((await shown(first.id)).length).toBe(1);
});

test("nobody sends files into another's conversation", async () => {
  const other = await desk.visitor();
  const { status, body } = await other.upload([aPicture()], { to: anna.conversationId });
  expect([status, body.error?.code]).toEqual([403, "BadArgument"]);
  expect(await kept()).toEqual([]);
});

test("an address opens one file until its day, and no other", async () => {
  const link = new URL(await linkOf());
  const other = new URL(await linkOf());
  const at = (change: (url: URL) => void) => {
    const url = new URL(link);
    change(url);
    return fetch(url);
  };
  const refused = {
    another: await at((url) => (url.pathname = other.pathname)),
    later: await at((url) => url.searchParams.set("until", String(Number(url.searchParams.get("until")) + 86_400_000))),
    none: await at((url) => (url.search = "")),
    empty: await at((url) => url.searchParams.set("s", "")),
    foreign: await at((url) => url.searchParams.set("s", other.searchParams.get("s")!)),
    path: await at((url) => (url.pathname = "/files/..%2f..%2fetc%2fpasswd")),
  };
  for (const [what, response] of Object.entries(refused)) expect([what, response.status]).toEqual([what, 403]);
  expect((await fetch(link)).status).toBe(200);
  expect((await fetch(link, { method: "HEAD" })).headers.get("content-length")).toBe(String(PNG.length));
  await desk.query("delete from attachments where conversation_id = $1", [anna.conversationId]);
  expect((await fetch(link)).status).toBe(404);
});

test("an upload cut off in the middle leaves nothing, and the chat goes on", async () => {
  const { port } = new URL(desk.base());
  const socket = createConnection(Number(port), "127.0.0.1");
  const head = `--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n`;
  const token = (anna as unknown as { token: string }).token;
  socket.write(
    `POST /v3/directline/conversations/${anna.conversationId}/upload HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n` +
      `Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000000\r\n\r\n${head}`,
  );
  socket.write(Buffer.concat([PNG, randomBytes(3 * MB)]));
  const stored = async (): Promise<number> => (await desk.query("select from attachment_chunks")).length;
  const before = await stored();
  while ((await stored()) <= before) await new Promise((resolve) => setTimeout(resolve, 20));
  socket.destroy();
  while ((await kept()).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  expect((await anna.upload([aPicture()])).status).toBe(200);
});

test("an agent fetches what the customer sent, and answers with a file", async () => {
  await linkOf();
  const agent = await desk.agent("李敏");
  const [message] = (await desk.messagesOf(anna)).filter(({ attachments }) => attachments.length > 0);
  const authorization = `Bearer ${agent.token}`;
  const read = await fetch(`${desk.base()}/api/v1/attachments/${message!.attachments[0]!.id}`, { headers: { authorization } });
  expect(Buffer.from(await read.arrayBuffer()).equals(PNG)).toBe(true);
  const stored = await fetch(`${desk.base()}/api/v1/attachments?conversationId=${anna.conversationId}`, {
    method: "POST",
    headers: { authorization, "x-file-name": encodeURIComponent("说明.txt") },
    body: "步骤",
  });
  const { id } = (await stored.json()) as { id: string };
  await agent.do(`/conversations/${anna.conversationId}/messages`, { text: "请看附件", attachments: [id] });
  const told = await anna.waitFor(/请看附件/);
  expect(told.attachments).toMatchObject([{ contentType: "text/plain", name: "说明.txt" }]);
  expect(await (await fetch(told.attachments![0]!.contentUrl!)).text()).toBe("步骤");
});

test("a post with addresses or data of its own is refused: nothing is ever fetched", async () => {
  for (const contentUrl of [
    "http://169.254.169.254/latest/meta-data",
    "data:image/png;base64,iVBORw0KGgo=",
    "file:///etc/passwd",
  ]) {
    const { status } = await anna.post({ text: "x", attachments: [{ contentType: "image/png", contentUrl }] });
    expect(status).toBe(400);
  }
});

test("neither the files nor their contacts stand in the log", () => {
  expect(desk.lines.join("\n")).not.toMatch(/13800138000|passwd|截图/);
});
