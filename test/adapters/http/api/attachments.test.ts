import { createServer, type Server } from "node:http";
import { type AddressInfo, createConnection } from "node:net";
import { makeApp } from "../../../../src/adapters/http/app.js";
import { makeApi } from "../../../../src/adapters/http/api/api.js";
import { memoryFiles } from "../../channels/directline/memory-files.js";
import { aDesk, goingWell, withApi } from "./stub.js";
import { CONVERSATION } from "./views.js";

const PNG = Buffer.concat([Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), Buffer.alloc(200_000, 7)]);
const files = memoryFiles({ bytesMost: 300_000, countMost: 2, types: ["image/png", "text/plain"] });
const acts = goingWell();
const faults: unknown[] = [];
let server: Server;
let base: string;
beforeAll(async () => {
  const app = makeApp([{ path: "/api/v1", handler: makeApi({ ...aDesk(), acts, files }) }], (error) => faults.push(error));
  server = createServer(app).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  expect(faults).toEqual([]);
});

const authorization = "Bearer agent-token";
const store = (content: Buffer, { name = "a.png", query = `?conversationId=${CONVERSATION}` } = {}) =>
  fetch(`${base}/attachments${query}`, {
    method: "POST",
    headers: { authorization, "x-file-name": encodeURIComponent(name) },
    body: new Uint8Array(content),
  });
const stored = async (): Promise<string> => ((await (await store(PNG)).json()) as { id: string }).id;
const codeOf = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code];

test("an agent stores a file and reads it back, as it was and safe to open", async () => {
  const response = await store(PNG, { name: "../截图 (1).png" });
  const file = (await response.json()) as { id: string };
  expect([response.status, file]).toEqual([201, { id: file.id, name: "截图 (1).png", type: "image/png", bytes: PNG.length }]);
  const read = await fetch(`${base}/attachments/${file.id}`, { headers: { authorization } });
  expect(Buffer.from(await read.arrayBuffer()).equals(PNG)).toBe(true);
  expect(Object.fromEntries(read.headers)).toMatchObject({
    "content-type": "image/png",
    "content-length": String(PNG.length),
    "content-disposition": `attachment; filename="_ (1).png"; filename*=UTF-8''%E6%88%AA%E5%9B%BE%20%281%29.png`,
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
  });
  const head = await fetch(`${base}/attachments/${file.id}`, { method: "HEAD", headers: { authorization } });
  expect([head.status, head.headers.get("content-length")]).toEqual([200, String(PNG.length)]);
});

test("what is no file of ours is refused by a code", async () => {
  expect(await codeOf(await store(Buffer.alloc(0)))).toEqual([400, "empty_file"]);
  expect(await codeOf(await store(Buffer.alloc(3_000_000, 1)))).toEqual([413, "file_too_large"]);
  expect(await codeOf(await store(Buffer.from("%PDF-1.7\n")))).toEqual([422, "type_not_allowed"]);
  expect(await codeOf(await store(PNG, { query: "" }))).toEqual([400, "invalid_filter"]);
  expect(await codeOf(await store(PNG, { query: "?conversationId=7" }))).toEqual([400, "invalid_filter"]);
  const badly = { authorization, "x-file-name": "%ff" };
  const options = { method: "POST", headers: badly, body: "x" };
  expect(await codeOf(await fetch(`${base}/attachments?conversationId=${CONVERSATION}`, options))).toEqual([
    400,
    "bad_file_name",
  ]);
  const none = await fetch(`${base}/attachments/01a20000-0000-7000-8000-00000000ffff`, { headers: { authorization } });
  expect(await codeOf(none)).toEqual([404, "unknown_attachment"]);
});

test("a message names the files it goes with; foreign ones, too many and unknown ones are refused", async () => {
  const id = await stored();
  const other = await files.store(
    { conversationId: "01a20000-0000-7000-8000-0000000000ff", name: "b.png", by: "agent" },
    (async function* () {
      yield await Promise.resolve(PNG);
    })(),
  );
  const foreign = "id" in other ? other.id : "";
  await withApi({ ...aDesk(), acts, files }, async (api) => {
    const reply = (attachments: unknown) => api.post(`/conversations/${CONVERSATION}/messages`, { text: "See", attachments });
    expect((await reply([id])).status).toBe(201);
    expect(acts.deeds.at(-1)?.act).toMatchObject({ attachments: [{ id, name: "a.png", type: "image/png", bytes: PNG.length }] });
    const path = `/conversations/${CONVERSATION}/messages`;
    expect((await api.post(path, { attachments: [id] })).status).toBe(201);
    expect(acts.deeds.at(-1)?.act).toMatchObject({ text: "", attachments: [{ id }] });
    expect((await api.post(path, {})).body).toMatchObject({ status: 400, code: "invalid_body" });
    const before = acts.deeds.length;
    for (const [attachments, status, code] of [
      [[foreign], 422, "unknown_file"],
      [[id, "01a20000-0000-7000-8000-00000000ffff"], 422, "unknown_file"],
      [["../../etc/passwd"], 400, "invalid_body"],
      [[{ contentUrl: "http://169.254.169.254/" }], 400, "invalid_body"],
    ] as const) {
      const got = await reply(attachments);
      expect([got.status, got.body.code]).toEqual([status, code]);
    }
    expect(acts.deeds.length).toBe(before);
  });
});

test("an upload cut off in the middle is no fault of ours and leaves nothing", async () => {
  const before = files.kept.size;
  const socket = createConnection(Number(new URL(base).port), "127.0.0.1");
  socket.write(
    `POST /api/v1/attachments?conversationId=${CONVERSATION} HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\ncontent-length: 1000000\r\n\r\n`,
  );
  socket.write(PNG, () => socket.destroy());
  await new Promise((resolve) => socket.once("close", resolve));
  expect((await store(PNG)).status).toBe(201); // the server goes on
  expect(files.kept.size).toBe(before + 1);
});
