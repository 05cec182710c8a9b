import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import fc from "fast-check";
import { ACTIVITY_PART_BYTES_MAX, readForm } from "../../../src/adapters/files/multipart.js";

interface Part {
  name?: string;
  filename?: string;
  type?: string;
  /** Instead of the usual ones. */
  headers?: string;
  content: Buffer | string;
}
const BOUNDARY = "----frontier7MA4YWxk";

function bodyOf(parts: Part[], { end = `--${BOUNDARY}--\r\n` } = {}): Buffer {
  const pieces = parts.map(({ name, filename, type, headers, content }) => {
    const disposition = [
      "form-data",
      ...(name === undefined ? [] : [`name="${name}"`]),
      ...(filename === undefined ? [] : [`filename="${filename}"`]),
    ];
    const usual = `Content-Disposition: ${disposition.join("; ")}\r\n${type === undefined ? "" : `Content-Type: ${type}\r\n`}`;
    return Buffer.concat([Buffer.from(`--${BOUNDARY}\r\n${headers ?? usual}\r\n`), Buffer.from(content), Buffer.from("\r\n")]);
  });
  return Buffer.concat([...pieces, Buffer.from(end)]);
}

const TYPE = `multipart/form-data; boundary=${BOUNDARY}`;
/** A request whose body comes in pieces of `bytes`; `cut`: the client goes away at the end of it. */
function aRequest(body: Buffer, { type = TYPE, bytes = 65_536, cut = false } = {}): IncomingMessage {
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let at = 0; at < body.length; at += bytes) yield await Promise.resolve(body.subarray(at, at + bytes));
    if (cut) throw new Error("aborted");
  }
  const stream = Object.assign(Readable.from(pieces(), { objectMode: false }), {
    headers: { "content-type": type },
    complete: !cut,
  });
  return stream as unknown as IncomingMessage;
}

const kept = async (
  name: string,
  content: AsyncIterable<Buffer>,
): Promise<{ name: string; content: string } | { refused: string }> => {
  const pieces: Buffer[] = [];
  for await (const piece of content) {
    pieces.push(piece);
    if (piece.includes("refuse me")) return { refused: "refused" };
    if (piece.includes("fail me")) throw new Error("the database is away");
  }
  return { name, content: Buffer.concat(pieces).toString("latin1") };
};
const read = (parts: Part[], more: Parameters<typeof aRequest>[1] & { end?: string } = {}) =>
  readForm(aRequest(bodyOf(parts, more), more), { countMost: 3, store: kept });

const ACTIVITY: Part = {
  name: "activity",
  filename: "blob",
  type: "application/vnd.microsoft.activity",
  content: JSON.stringify({ type: "message", text: "看图" }),
};
const aFile = (filename: string, content: string | Buffer = filename): Part => ({
  name: "file",
  filename,
  type: "image/png",
  content,
});
const file = (name: string, content = name) => ({ name, content });

test.each([1, 2, 7, 40, 100_000])("an activity and files are read in their order, in pieces of %i bytes", async (bytes) => {
  const form = await read([ACTIVITY, aFile("a.png"), aFile("b.png", "\r\n--not the boundary\r\n")], { bytes });
  expect(form).toEqual({
    stored: [file("a.png"), file("b.png", "\r\n--not the boundary\r\n")],
    activity: { type: "message", text: "看图" },
  });
});

test.each<[string, Part[], unknown]>([
  ["the activity last", [aFile("a.png"), ACTIVITY], { stored: [file("a.png")], activity: { type: "message", text: "看图" } }],
  ["the activity as a field", [{ name: "activity", content: "{}" }, aFile("a")], { stored: [file("a")], activity: {} }],
  ["no activity", [aFile("a.png")], { stored: [file("a.png")], activity: undefined }],
  ["no part at all", [], { stored: [], activity: undefined }],
  ["an empty file", [aFile("a.png", "")], { stored: [file("a.png", "")], activity: undefined }],
  ["a path as the name", [aFile("../../a.png", "x")], { stored: [file("a.png", "x")], activity: undefined }],
])("%s is read", async (_, parts, outcome) => expect(await read(parts)).toEqual(outcome));

test.each<[string, Part[], string]>([
  ["another part", [{ name: "avatar", filename: "a.png", content: "x" }], "unexpected_part"],
  ["a field beside the activity", [{ name: "token", content: "x" }], "unexpected_part"],
  ["a part called __proto__", [{ name: "__proto__", filename: "x", content: "x" }], "unexpected_part"],
  ["a part without a name", [{ filename: "x", content: "x" }], "unexpected_part"],
  ["a very long name", [{ name: "n".repeat(10_000), content: "x" }], "unexpected_part"],
  ["a file without a file's name", [{ name: "file", content: "x" }], "unexpected_part"],
  ["one file too many", [ACTIVITY, aFile("a"), aFile("b"), aFile("c"), aFile("d")], "too_many_files"],
  ["a hundred files", Array.from({ length: 100 }, () => aFile("a")), "too_many_files"],
  ["two activities", [ACTIVITY, ACTIVITY], "activity_twice"],
  [
    "two activities as fields",
    [
      { name: "activity", content: "{}" },
      { name: "activity", content: "{}" },
    ],
    "activity_twice",
  ],
  ["an activity of another type", [{ ...ACTIVITY, type: "image/png" }], "activity_type"],
  ["an activity that is no JSON", [{ ...ACTIVITY, content: "{" }], "activity_not_json"],
  ["a large activity", [{ ...ACTIVITY, content: " ".repeat(ACTIVITY_PART_BYTES_MAX + 1) }], "activity_too_large"],
  ["a large field", [{ name: "activity", content: " ".repeat(ACTIVITY_PART_BYTES_MAX + 1) }], "activity_too_large"],
  ["headers that are none", [{ headers: "\0\0: x\r\n", content: "x" }], "malformed"],
])("%s is refused", async (_, parts, refused) => expect(await read(parts)).toMatchObject({ refused }));

test.each(["", `--${BOUNDARY}`, `--${BOUNDARY}-`])("a body that ends with %j is refused", async (end) =>
  expect(await read([ACTIVITY, aFile("a.png")], { end })).toMatchObject({ refused: "malformed" }),
);

test.each([
  ["JSON", "application/json"],
  ["a form without a boundary", "multipart/form-data"],
  ["a boundary without a name", "multipart/form-data; x=y"],
  ["another multipart", `multipart/mixed; boundary=${BOUNDARY}`],
  ["a plain form", "application/x-www-form-urlencoded"],
  ["nothing", ""],
])("%s is no form of ours", async (_, type) =>
  expect(await read([ACTIVITY], { type })).toEqual({ stored: [], refused: "not_a_form" }),
);

test("the longest activity is taken", async () => {
  const content = `"${"x".repeat(ACTIVITY_PART_BYTES_MAX - 2)}"`;
  for (const part of [
    { ...ACTIVITY, content },
    { name: "activity", content },
  ]) {
    expect(await read([part])).toMatchObject({ stored: [], activity: expect.stringMatching(/^x+$/) as string });
  }
});

test("a refused file ends the reading, the caller hears of those before it", async () => {
  const outcome = await read([ACTIVITY, aFile("a"), aFile("b", "refuse me"), aFile("c")]);
  expect(outcome).toEqual({ stored: [file("a")], refused: { refused: "refused" } });
});

test("a file that cannot be stored ends the reading with the reason", async () => {
  const outcome = await read([aFile("a"), aFile("b", `fail me${"x".repeat(300_000)}`), aFile("c")]);
  expect(outcome).toEqual({ stored: [file("a")], failed: new Error("the database is away") });
});

test("a client that goes away in the middle of a file is told apart from a broken form", async () => {
  const parts = [ACTIVITY, aFile("a"), aFile("b", "x".repeat(300_000))];
  expect(await read(parts, { cut: true, end: "" })).toEqual({ stored: [file("a")], refused: "cut" });
});

test("whatever files are sent, in whatever pieces, they arrive as they were", async () => {
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes)),
    fc
      .array(fc.constantFrom("\r\n", "--", BOUNDARY, `\r\n--${BOUNDARY.slice(0, -1)}`, "\0", "a", "长"), { maxLength: 30 })
      .map((all) => Buffer.from(all.join(""))),
  );
  const whole = content.filter((bytes) => !`\r\n${bytes.toString("latin1")}`.includes(`\r\n--${BOUNDARY}`));
  await fc.assert(
    fc.asyncProperty(
      fc.array(whole, { maxLength: 3 }),
      fc.integer({ min: 1, max: 3_000 }),
      fc.nat(3),
      async (contents, bytes, place) => {
        const parts = contents.map((bytes_, n) => aFile(`${n}`, bytes_));
        parts.splice(place, 0, ACTIVITY);
        expect(await read(parts, { bytes })).toEqual({
          stored: contents.map((bytes_, n) => file(`${n}`, bytes_.toString("latin1"))),
          activity: { type: "message", text: "看图" },
        });
      },
    ),
    { numRuns: 300 },
  );
});

test("whatever else is sent comes to an end, with files or with a reason", async () => {
  const crumbs = fc.constantFrom(
    "\r\n",
    "--",
    `--${BOUNDARY}`,
    `--${BOUNDARY}--`,
    "Content-Disposition: form-data",
    '; name="file"',
    '; filename="a"',
    "\0",
    ":",
    "x",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(crumbs, { maxLength: 40 }),
      fc.integer({ min: 1, max: 50 }),
      fc.boolean(),
      async (all, bytes, cut) => {
        const outcome = await readForm(aRequest(Buffer.from(all.join("")), { bytes, cut }), { countMost: 3, store: kept });
        expect(Object.keys(outcome).sort()).toEqual(["refused" in outcome ? "refused" : "activity", "stored"].sort());
      },
    ),
    { numRuns: 500 },
  );
});
