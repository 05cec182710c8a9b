import { createHash, randomBytes } from "node:crypto";
import { makeVault } from "../../../../src/adapters/crypto/vault.js";
import { cleanFileName } from "../../../../src/adapters/files/name.js";
import { makeSniffer } from "../../../../src/adapters/files/sniff.js";
import { CHUNK_BYTES, makeFiles } from "../../../../src/adapters/postgres/desk/files.js";
import { makeUpkeep } from "../../../../src/adapters/postgres/desk/upkeep.js";
import type { Files } from "../../../../src/application/files.js";
import { aConversation, aDatabase, type Desk } from "./a-database.js";

const MB = 1_048_576;
const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
const limits = { bytesMost: 20 * MB, countMost: 5, types: ["image/png", "text/plain"] };

let desk: Desk;
let files: Files;
let conversationId: string;
const failed: unknown[] = [];
beforeAll(async () => {
  desk = await aDatabase();
  files = makeFiles({
    pool: desk.pool,
    vault: makeVault(Buffer.alloc(32, 3)),
    limits: () => limits,
    sniffer: makeSniffer,
    nameOf: (given, type) => cleanFileName(given, type, (text) => text),
    failed: (error) => failed.push(error),
  });
});
beforeEach(async () => {
  await desk.query("truncate attachments, attachment_chunks");
  conversationId = await aConversation(desk);
});
afterAll(() => desk.drop());

/** A picture of that many bytes, in pieces as a socket gives them. */
function aPicture(bytes: number): Buffer {
  return Buffer.concat([PNG, randomBytes(Math.max(0, bytes - PNG.length))]).subarray(0, bytes);
}
async function* inPieces(content: Buffer, bytes = 65_536): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += bytes) yield await Promise.resolve(content.subarray(at, at + bytes));
}
async function* cutAfter(content: Buffer): AsyncGenerator<Buffer> {
  yield* inPieces(content);
  throw new Error("cut");
}
const store = (content: AsyncIterable<Uint8Array>, name = "a.png") =>
  files.store({ conversationId, name, by: "customer" }, content);
async function stored(content = aPicture(100), name = "a.png") {
  const file = await store(inPieces(content), name);
  if ("refused" in file) throw new Error(file.refused);
  return file;
}
async function readBack(id: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of (await files.open(id))!.content) pieces.push(piece);
  return Buffer.concat(pieces);
}
const rows = async () => [
  (await desk.query("select from attachments")).length,
  (await desk.query("select from attachment_chunks")).length,
];
/** A message of the customer that names the files. */
const said = (seq: number, ids: string[]) =>
  desk.query(
    `insert into messages (id, conversation_id, seq, sender, at, locale, text, attachments)
     values (gen_random_uuid(), $1, $2, 'customer', now(), 'en', '', $3)`,
    [conversationId, seq, JSON.stringify(ids.map((id) => ({ id, name: "a.png", type: "image/png", bytes: 1 })))],
  );
const aged = (hours: number) => desk.query(`update attachments set created_at = now() - $1 * interval '1 hour'`, [hours]);

describe("what is stored is what is read", () => {
  test.each([64, MB - 1, MB, MB + 1, 2 * MB, 20 * MB])("%i bytes", async (bytes) => {
    const content = aPicture(bytes);
    const file = await stored(content);
    expect(file).toEqual({ id: file.id, name: "a.png", type: "image/png", bytes });
    const open = await files.open(file.id);
    expect(open).toMatchObject({ ...file, conversationId });
    expect((await readBack(file.id)).equals(content)).toBe(true);
    expect(await rows()).toEqual([1, Math.ceil(bytes / CHUNK_BYTES)]);
    const [row] = await desk.query<{ sha256: Buffer; bound_at: unknown }>("select sha256, bound_at from attachments");
    expect(row).toEqual({ sha256: createHash("sha256").update(content).digest(), bound_at: null });
  });

  test("one byte", async () => {
    const file = await stored(Buffer.from("a"), "a");
    expect(file).toMatchObject({ name: "a.txt", type: "text/plain", bytes: 1 });
    expect((await readBack(file.id)).toString()).toBe("a");
  });
});

describe("what is refused or cut off leaves nothing", () => {
  test.each([
    ["nothing at all", Buffer.alloc(0), { refused: "empty_file", name: "a.png.bin" }],
    ["a byte too many", aPicture(20 * MB + 1), { refused: "file_too_large", name: "a.png.bin", bytesMost: 20 * MB }],
    ["a type that is not listed", Buffer.from("%PDF-1.7\n"), { refused: "type_not_allowed", type: "application/pdf" }],
    [
      "a large one of no known type",
      Buffer.concat([Buffer.from("MZ\x90\0"), randomBytes(2 * MB)]),
      { refused: "type_not_allowed" },
    ],
  ])("%s", async (_, content, refusal) => {
    expect(await store(inPieces(content))).toMatchObject(refusal);
    expect(await rows()).toEqual([0, 0]);
  });

  test.each([10, MB + 10, 3 * MB])("an upload cut off after %i bytes", async (bytes) => {
    await expect(store(cutAfter(aPicture(bytes)))).rejects.toThrow("cut");
    expect(await rows()).toEqual([0, 0]);
  });

  test("a conversation that was never begun", async () => {
    const of = { conversationId: "01a20000-0000-7000-8000-000000000000", name: "a.png", by: "customer" } as const;
    for (const bytes of [100, 3 * MB]) {
      expect(await files.store(of, inPieces(aPicture(bytes)))).toEqual({ refused: "unknown_conversation" });
    }
    expect(await rows()).toEqual([0, 0]);
  });

  test("a file is none before its last byte is there", async () => {
    let seen: unknown = "never looked";
    async function* looking(): AsyncGenerator<Buffer> {
      yield* inPieces(aPicture(2 * MB + 1));
      const [{ id }] = (await desk.query<{ id: string }>("select id from attachments")) as [{ id: string }];
      seen = [await files.open(id), await files.take([id], conversationId)];
    }
    await store(looking());
    expect(seen).toEqual([null, { refused: "unknown_file", id: expect.any(String) as string }]);
  });
});

test("on disk every byte is sealed, each chunk for its own place", async () => {
  const secret = "the customer's secret ";
  const content = Buffer.from(secret.repeat(100_000));
  const { id } = await stored(content, "secret.txt");
  const chunks = await desk.query<{ n: number; sealed: Buffer }>("select n, sealed from attachment_chunks order by n");
  expect(chunks.length).toBe(3);
  for (const { sealed } of chunks) expect(sealed.includes("secret")).toBe(false);
  await desk.query("update attachment_chunks set sealed = $1 where n = 1", [chunks[0]!.sealed]);
  await expect(readBack(id)).rejects.toMatchObject({ code: "vault.unreadable" });
  await desk.query("update attachment_chunks set sealed = set_byte($1, 40, get_byte($1, 40) # 1) where n = 1", [
    chunks[1]!.sealed,
  ]);
  await expect(readBack(id)).rejects.toMatchObject({ code: "vault.unreadable" });
});

test("a file that goes while it is read ends in an error, never in a shorter file", async () => {
  const { id } = await stored(aPicture(2 * MB));
  const open = await files.open(id);
  await files.settle([id], null);
  await expect(
    (async () => {
      for await (const _ of open!.content);
    })(),
  ).rejects.toThrow("gone");
  expect(await files.open(id)).toBeNull();
  expect(await files.open("../../etc/passwd")).toBeNull();
});

describe("who may name a file", () => {
  test("only a message of its own conversation, at most five, in the order asked", async () => {
    const [a, b] = [await stored(), await stored()];
    expect(await files.take([b.id, a.id.toUpperCase()], conversationId)).toEqual([b, a]);
    expect(await files.take([a.id], await aConversation(desk))).toEqual({ refused: "unknown_file", id: a.id });
    expect(await files.take(["x"], conversationId)).toEqual({ refused: "unknown_file", id: "x" });
    expect(await files.take(Array(6).fill(a.id), conversationId)).toEqual({ refused: "too_many_files", countMost: 5 });
  });

  test("not one that may be taken away any moment", async () => {
    const a = await stored();
    await aged(23.5);
    expect(await files.take([a.id], conversationId)).toEqual({ refused: "unknown_file", id: a.id });
    await said(1, [a.id]);
    await files.settle([a.id], { conversationId, seq: 1 });
    expect(await files.take([a.id], conversationId)).toEqual([a]);
  });
});

describe("after a message", () => {
  test("what it names stays, what a repeat stored again goes", async () => {
    const [first, again] = [await stored(), await stored()];
    await said(1, [first.id]);
    await files.settle([first.id], { conversationId, seq: 1 });
    await files.settle([again.id], { conversationId, seq: 1 });
    expect(await desk.query("select id, bound_at is not null as bound from attachments")).toEqual([
      { id: first.id, bound: true },
    ]);
  });

  test("where no such message is, nothing is dropped: a person may be looking at it", async () => {
    const { id } = await stored();
    await files.settle([id], { conversationId, seq: 7 });
    expect(await files.open(id)).not.toBeNull();
  });
});

test("a day later goes what no message of its conversation names, cut-off uploads included, and nothing else", async () => {
  const upkeep = makeUpkeep(desk.pool);
  const named = await stored();
  const unnamed = await stored(aPicture(2 * MB));
  await desk.query("update attachments set bytes = 0 where id = $1", [(await stored()).id]);
  await said(1, [named.id]);
  await aged(23);
  expect(await upkeep()).toMatchObject({ filesBound: 0, files: 0 });
  await aged(25);
  const fresh = await stored();
  expect(await upkeep()).toMatchObject({ filesBound: 1, files: 2 });
  expect((await desk.query<{ id: string }>("select id from attachments order by id")).map(({ id }) => id)).toEqual([
    named.id,
    fresh.id,
  ]);
  expect(await rows()).toEqual([2, 2]);
  expect(await files.open(unnamed.id)).toBeNull();
});

test("another conversation's message does not keep a file", async () => {
  const { id } = await stored();
  const own = conversationId;
  conversationId = await aConversation(desk);
  await said(1, [id]);
  conversationId = own;
  await aged(25);
  expect(await makeUpkeep(desk.pool)()).toMatchObject({ filesBound: 0, files: 1 });
});

test("files go with their conversation", async () => {
  await stored(aPicture(2 * MB));
  await desk.query("delete from conversations where id = $1", [conversationId]);
  expect(await rows()).toEqual([0, 0]);
});

afterAll(() => expect(failed).toEqual([]));
