import { createConnection, type Socket } from "node:net";
import { binary } from "../../files/a-file.js";
import { FILES_ALLOWED, memoryFiles } from "./memory-files.js";
import { served, type Served, until, type Visitor } from "./served.js";

const PNG = binary("png");
const files = memoryFiles();
let server: Served;
let anna: Visitor;
beforeAll(async () => {
  // Spans as long as a test can wait for; `requestTimeout` is what cuts every other slow request.
  server = await served({ files, slowBodies: { spanMs: 300, bytesLeast: 1_000, wholeMs: 60_000 } });
  Object.assign(server.http.server, { headersTimeout: 500, requestTimeout: 1_000 });
  anna = await server.visitor();
});
afterEach(() => {
  files.away = false;
  expect(server.faults).toEqual([]);
});
afterAll(() => server.close());

const aForm = (parts: Record<string, string | Buffer>): FormData => {
  const form = new FormData();
  for (const [name, content] of Object.entries(parts)) {
    if (typeof content === "string") form.append(name, new Blob([content], { type: "application/json" }));
    else form.append("file", new Blob([new Uint8Array(content)]), name);
  }
  return form;
};
const upload = async (form: FormData | string, { token = anna.token, at = server, headers = {} } = {}) => {
  const response = await fetch(`${at.base}${anna.path}/upload`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, ...headers },
    body: form,
  });
  const json = (await response.json()) as { id?: string; error?: { code: string; message: string } };
  return { status: response.status, headers: response.headers, id: json.id, ...json.error };
};
const activity = (more: object): string => JSON.stringify({ type: "message", ...more });

test("the activity is read like any other, and its list of files counts for nothing", async () => {
  const listed = [{ contentType: "image/png", contentUrl: "http://169.254.169.254/", thumbnailUrl: "data:," }];
  const said = { text: "看图", locale: "zh-CN", channelData: { clientActivityID: "k-1", timezone: "Asia/Shanghai" } };
  expect((await upload(aForm({ activity: activity({ ...said, attachments: listed }), "a.png": PNG }))).status).toBe(200);
  expect(server.desk.received.at(-1)).toMatchObject({
    ...{ text: "看图", key: "k-1", zone: "Asia/Shanghai", locale: "zh-CN", channelUserId: anna.userId },
    attachments: [{ name: "a.png", type: "image/png", bytes: PNG.length }],
  });
});

test.each([
  ["files alone", {}, ""],
  ["an activity without words", { activity: activity({}) }, ""],
  ["an activity whose words are null", { activity: activity({ text: null }) }, ""],
])("%s are a message", async (_, parts, text) => {
  expect((await upload(aForm({ ...parts, "a.png": PNG }))).status).toBe(200);
  expect(server.desk.received.at(-1)).toMatchObject({ text, attachments: [{ name: "a.png" }] });
});

test.each([
  ["a quiet activity", { activity: '{"type":"typing"}' }, { status: 400, code: "BadArgument" }],
  ["an unknown activity", { activity: '{"type":"x"}' }, { status: 400, code: "BadArgument" }],
  ["a list", { activity: "[]" }, { status: 400, code: "BadArgument" }],
  ["a text", { activity: '"x"' }, { status: 400, code: "BadArgument" }],
  ["broken JSON", { activity: "{" }, { status: 400, code: "BadSyntax" }],
  ["too long a text", { activity: activity({ text: "x".repeat(300_001) }) }, { status: 413, code: "MessageSizeTooBig" }],
  ["a bad key", { activity: activity({ channelData: { clientActivityID: "\ud800" } }) }, { status: 400, code: "BadArgument" }],
])("%s beside a file is refused, and the file dropped", async (_, parts, refusal) => {
  const [received, kept] = [server.desk.received.length, files.kept.size];
  expect(await upload(aForm({ "a.png": PNG, ...parts }))).toMatchObject(refusal);
  expect([server.desk.received.length, files.kept.size]).toEqual([received, kept]);
});

test("an upload without a file, of another form or of more than can be taken is refused by a sentence", async () => {
  expect(await upload(aForm({ activity: activity({ text: "x" }) }))).toMatchObject({ status: 400, code: "BadArgument" });
  expect(await upload("{}", { headers: { "content-type": "application/json" } })).toMatchObject({ status: 400 });
  const large = await upload(aForm({ "a.png": Buffer.alloc(FILES_ALLOWED.bytesMost + 1, 1) }));
  expect(large).toMatchObject({ status: 413, code: "MessageSizeTooBig", message: "A file has at most 20 MB." });
});

test("a body announced as longer than all that can be taken is refused before it comes", async () => {
  const { heard } = await raw(head({ length: 200_000_000 }));
  await until(() => heard().includes("MessageSizeTooBig"), "refused");
  expect(heard()).toMatch(/^HTTP\/1.1 413/);
});

test("a conversation that was not begun takes no files", async () => {
  const { json } = await server.call("POST", "/chat/token", { body: {} });
  const path = anna.path;
  anna.path = `/v3/directline/conversations/${json.conversationId}`;
  expect(await upload(aForm({ "a.png": PNG }), { token: json.token })).toMatchObject({
    status: 404,
    code: "ConversationNotFound",
  });
  anna.path = path;
});

test("while the database is away it is 503, to be sent again", async () => {
  files.away = true;
  expect(await upload(aForm({ "a.png": PNG }))).toMatchObject({ status: 503, code: "ServiceError" });
  files.away = false;
  server.desk.away = true;
  const kept = files.kept.size;
  expect(await upload(aForm({ "a.png": PNG }))).toMatchObject({ status: 503, code: "ServiceError" });
  server.desk.away = false;
  // Whether the message was stored is not known: nobody but the nightly upkeep may drop its files.
  expect(files.kept.size).toBe(kept + 1);
});

test("over the rate it is 503, which clients offer to send again", async () => {
  const strict = await served({ files, limits: { upload: 2 } });
  const bert = await strict.visitor();
  const statuses: number[] = [];
  for (let n = 0; n < 3; n++) {
    const response = await fetch(`${strict.base}${bert.path}/upload`, {
      method: "POST",
      headers: { authorization: `Bearer ${bert.token}` },
      body: aForm({ "a.png": PNG }),
    });
    statuses.push(response.status);
    if (n === 2) expect(response.headers.get("retry-after")).toMatch(/^\d+$/);
  }
  expect(statuses).toEqual([200, 200, 503]);
  await strict.close();
});

const PART = `--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n`;
const head = ({ length = 10_000_000, path = `${anna.path}/upload`, type = "multipart/form-data; boundary=b" } = {}): string =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${anna.token}\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;

/** A connection that has said so much. */
async function raw(text: string): Promise<{ socket: Socket; heard: () => string; isCut: () => boolean }> {
  const socket = createConnection(server.port, "127.0.0.1");
  let got = "";
  let cut = false;
  socket.on("data", (data: Buffer) => (got += data.toString()));
  socket.on("error", () => undefined);
  socket.on("close", () => (cut = true));
  await new Promise<void>((resolve) => socket.write(text, () => resolve()));
  return { socket, heard: () => got, isCut: () => cut };
}
/** Sockets open and close at the server a moment later than here. */
async function answered(status: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if ((await upload(aForm({ "a.png": PNG }))).status === status) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`never answered ${status}`);
}
const connections = () => new Promise<number>((resolve) => server.http.server.getConnections((_, count) => resolve(count)));

test("a fourth upload at once from one address waits its turn: 503; half-open ones are cut and give their places back", async () => {
  const open = await Promise.all([raw(head() + PART), raw(head() + PART), raw(head() + PART)]);
  await answered(503);
  await until(() => open.every(({ isCut }) => isCut()), "cut");
  await answered(200);
});

test("a hundred half-open uploads are all cut and leave no connection behind", async () => {
  const before = await connections();
  const many = await Promise.all(Array.from({ length: 100 }, () => raw(head() + PART)));
  await until(() => many.every(({ isCut, heard }) => isCut() || heard() !== ""), "answered or cut", 10_000);
  for (const { socket } of many) socket.destroy();
  await until(() => many.every(({ isCut }) => isCut()), "closed");
  await answered(200);
  expect(await connections()).toBeLessThanOrEqual(before + 1);
}, 20_000);

test("who is refused may not go on sending, however briskly", async () => {
  const { socket, heard, isCut } = await raw(head().replace(/Bearer \S+/, "Bearer x") + PART);
  const sending = setInterval(() => socket.write(Buffer.alloc(5_000)), 50);
  await until(isCut, "cut");
  clearInterval(sending);
  expect(heard()).toMatch(/^HTTP\/1.1 401/);
});

test("a slow upload that keeps its pace outlives what cuts other slow requests", async () => {
  const end = "\r\n--b--\r\n";
  const slices = 40;
  const content = Buffer.concat([PNG, Buffer.alloc(slices * 1_000, 7)]);
  const { socket, heard, isCut } = await raw(head({ length: PART.length + content.length + end.length }) + PART);
  const size = Math.ceil(content.length / slices);
  for (let at = 0; at < content.length; at += size) {
    await new Promise((resolve) => setTimeout(resolve, 100)); // four seconds in all: past `requestTimeout` and its check
    socket.write(content.subarray(at, at + size));
  }
  socket.write(end);
  await until(() => heard() !== "" || isCut(), "answered");
  expect(heard()).toMatch(/^HTTP\/1.1 200/);
  // The next request on the same connection is held to the usual time again.
  socket.write(head({ path: `${anna.path}/activities`, type: "application/json" }));
  await until(isCut, "cut", 10_000);
  expect(heard()).toMatch(/HTTP\/1.1 408/);
}, 20_000);
