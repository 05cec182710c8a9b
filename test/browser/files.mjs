// Files, both ways: [sentence, steps, options].

import assert from "node:assert/strict";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync, crc32 } from "node:zlib";
import { ANSWER_MS, BACK_MS } from "./visitor.mjs";

const noticed = [/the server responded with a status of [45]\d\d/];
const LIMIT = 20 * 1024 * 1024;

/** A picture of one colour, as large as is wished. */
function png(width, height, [red, green, blue]) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crcOf(body), body.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.from(Array.from({ length: width }, () => [red, green, blue]).flat())]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("IDAT", pixels),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** node 20.19 has no crc32 of its own. */
function crcOf(bytes) {
  if (crc32 !== undefined) return crc32(bytes);
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

const PICTURE = { name: "报错截图.png", mimeType: "image/png", buffer: png(320, 180, [42, 147, 135]) };
const PAPER = {
  name: "合同 2026.pdf",
  mimeType: "application/pdf",
  buffer: Buffer.from("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"),
};
const NOTES = { name: "log.txt", mimeType: "text/plain", buffer: Buffer.from("line 1\nline 2\n") };

const picks = (visitor, files) => visitor.page.locator("frontdoor-chat input[type=file]").setInputFiles(files);
const picked = (visitor) => visitor.page.locator("frontdoor-chat .picked li");
const stored = (visitor) => visitor.page.locator("frontdoor-chat .item.mine:not(.pending, .failed)");

/** Hands files to the panel as the browser does it when they are dropped or pasted. */
const hands = (locator, event, file) =>
  locator.evaluate(
    (element, { type, bytes, name, mimeType }) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], name, { type: mimeType }));
      const more = { bubbles: true, composed: true, cancelable: true };
      if (type === "paste") return void element.dispatchEvent(new ClipboardEvent("paste", { ...more, clipboardData: data }));
      for (const each of ["dragover", "drop"]) element.dispatchEvent(new DragEvent(each, { ...more, dataTransfer: data }));
    },
    { type: event, bytes: [...file.buffer], name: file.name, mimeType: file.mimeType },
  );

/** Files so large are on the disk, empty. */
async function withLarge(sizes, use) {
  const directory = await mkdtemp(join(tmpdir(), "frontdoor-files-"));
  try {
    const paths = sizes.map((size) => join(directory, `${size}.pdf`));
    for (const [index, path] of paths.entries()) {
      const file = await open(path, "w");
      await file.truncate(sizes[index]);
      await file.close();
    }
    await use(paths);
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** A picture that is drawn, not only named. */
async function isDrawn(picture) {
  await picture.waitFor({ timeout: BACK_MS });
  await picture.evaluate((image) => image.decode());
  assert.ok((await picture.evaluate(({ naturalWidth }) => naturalWidth)) > 0);
}

export const journeys = [
  [
    "several at once with words: a preview each, one taken away again, then a small picture and a row to save, under their names",
    async ({ visit, product, site }) => {
      const visitor = await visit(site.page(product.base));
      await visitor.opens();
      await visitor.greeted();
      await picks(visitor, [PICTURE, PAPER, NOTES]);
      assert.equal(await picked(visitor).count(), 3);
      await isDrawn(picked(visitor).first().locator("img"));
      await visitor.page.screenshot({ path: "test-results/files-picked.png" });
      await visitor.page.getByRole("button", { name: visitor.files.remove(NOTES.name) }).click();
      await visitor.writes("打印出来是这样");
      await visitor.delivered("打印出来是这样");
      assert.equal(await picked(visitor).count(), 0);
      const mine = stored(visitor).last();
      await isDrawn(mine.locator("a.thumb img"));
      assert.match(await mine.locator(".filerow").innerText(), /合同 2026\.pdf\s*\d+ B/);
      const link = await mine.locator("a.filerow").getAttribute("href");
      const { headers, status } = await fetch(link).then(({ headers, status }) => ({ headers, status }));
      assert.equal(status, 200);
      assert.match(headers.get("content-disposition"), /^attachment;.*filename\*=UTF-8''%E5%90%88%E5%90%8C%202026\.pdf$/);
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.match(headers.get("content-security-policy"), /sandbox/);
      const [download] = await Promise.all([visitor.page.waitForEvent("download"), mine.locator("a.filerow").click()]);
      assert.equal(download.suggestedFilename(), PAPER.name);
      assert.deepEqual(await readFile(await download.path()), PAPER.buffer);
      await visitor.page.screenshot({ path: "test-results/files-sent.png" });
    },
  ],
  [
    "a picture out of the clipboard, another dropped: both stand ready, go out without a word, and are there after a reload",
    async ({ visit, product }) => {
      const visitor = await visit(`${product.base}/`);
      await visitor.greeted();
      await hands(visitor.composer, "paste", PICTURE);
      await picked(visitor).first().waitFor();
      await hands(visitor.log, "drop", { ...PICTURE, name: "第二张.png" });
      assert.equal(await picked(visitor).count(), 2);
      await visitor.composer.press("Enter");
      await stored(visitor).locator("a.thumb img").nth(1).waitFor({ timeout: BACK_MS });
      await visitor.page.reload();
      for (const n of [0, 1]) await isDrawn(stored(visitor).locator("a.thumb img").nth(n));
    },
  ],
  [
    "a byte too large, of a kind nobody takes, empty, one too many: told in a sentence before anything is sent",
    async ({ visit, product, asked }) => {
      const visitor = await visit(`${product.base}/`);
      await visitor.greeted();
      const { page, files } = visitor;
      const said = (sentence) => page.getByRole("alert").filter({ hasText: sentence }).waitFor({ timeout: ANSWER_MS });
      await withLarge([LIMIT + 1, 1.9 * LIMIT], async ([justTooLarge, tooLarge]) => {
        await picks(visitor, [justTooLarge]);
        await said(files.justTooLarge("20 MB"));
        await picks(visitor, [tooLarge]);
        await said(files.tooLarge("38 MB", "20 MB", false));
        await page.screenshot({ path: "test-results/files-too-large.png" });
      });
      await picks(visitor, [{ name: "setup.exe", mimeType: "application/x-msdownload", buffer: Buffer.from("MZ") }]);
      await said(files.type);
      await picks(visitor, [{ ...NOTES, buffer: Buffer.alloc(0) }]);
      await said(files.empty);
      await picks(
        visitor,
        Array.from({ length: 6 }, (_, n) => ({ ...NOTES, name: `${n}.txt` })),
      );
      await said(files.tooMany);
      assert.equal(await picked(visitor).count(), 5);
      assert.ok(!asked.some((url) => url.includes("/upload")));
    },
  ],
  [
    "what calls itself a picture and is a program is refused by the desk: it stands there as not sent, with the reason, and can be deleted",
    async ({ visit, product }) => {
      const visitor = await visit(`${product.base}/`);
      await visitor.greeted();
      const program = Buffer.concat([Buffer.from("4d5a90000300000004000000ffff0000", "hex"), Buffer.alloc(400)]);
      await picks(visitor, [{ ...PICTURE, buffer: program }]);
      await visitor.writes("看这个");
      await visitor.failed.waitFor({ timeout: ANSWER_MS });
      assert.match(await visitor.failed.innerText(), new RegExp(`看这个[^]*${visitor.own.failed}：${visitor.own.reasons.type}`));
      await visitor.page.screenshot({ path: "test-results/files-refused.png" });
      await visitor.failed.getByRole("button", { name: visitor.own.discard }).click();
      assert.equal(await visitor.countOf("看这个"), 0);
    },
    { allow: noticed },
  ],
  [
    "files of the agent's: a picture is seen, a paper is a row to save; the agent has the customer's file under its name",
    async ({ visit, product, agent }) => {
      const visitor = await visit(`${product.base}/`);
      const number = await visitor.registers();
      const { conversationId } = await agent.get(`tickets/${number}`);
      await agent.sends(conversationId, { ...PICTURE, text: "是这样吗" });
      await agent.sends(conversationId, { ...PAPER, text: "请看合同" });
      await isDrawn((await visitor.sees("是这样吗")).locator("a.thumb img"));
      const paper = (await visitor.sees("请看合同")).locator("a.filerow");
      assert.equal(await paper.locator("bdi").innerText(), PAPER.name);
      assert.deepEqual(Buffer.from(await (await fetch(await paper.getAttribute("href"))).arrayBuffer()), PAPER.buffer);
      await picks(visitor, [NOTES]);
      await visitor.composer.press("Enter");
      await stored(visitor).locator(".filerow", { hasText: NOTES.name }).waitFor({ timeout: BACK_MS });
      const had = (await agent.messages(conversationId)).flatMap(({ attachments }) => attachments ?? []);
      assert.deepEqual(
        had.map(({ name }) => name),
        [PICTURE.name, PAPER.name, NOTES.name],
      );
      await visitor.page.screenshot({ path: "test-results/files-agent.png" });
    },
  ],
];
