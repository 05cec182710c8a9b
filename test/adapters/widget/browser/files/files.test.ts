import { checkFiles, fileGlyph, humanBytes } from "../../../../../src/adapters/widget/browser/files/files.js";

const MB = 1024 * 1024;
const LIMITS = { bytesMost: 20 * MB, countMost: 2, types: ["image/jpeg", "image/png", "application/pdf", "text/plain"] };

/** A file of that size without its bytes. */
const aFile = (name: string, size: number, type = ""): File =>
  Object.defineProperty(new File([], name, { type }), "size", { value: size });
const faultOf = (file: File, locale: "zh-CN" | "en" = "zh-CN") => checkFiles([file], LIMITS, locale).bad[0]?.sentence ?? null;

test("a file too large is told with its size, the limit, and what to do", () => {
  const file = aFile("log.pdf", 38 * MB, "application/pdf");
  expect(faultOf(file)).toBe("文件 38 MB，最多 20 MB。可以压缩，或发截图。");
  expect(faultOf(file, "en")).toBe("38 MB is over the 20 MB limit. A screenshot will do.");
  expect(faultOf(aFile("a.png", 38 * MB, "image/png"), "en")).toBe("38 MB is over the 20 MB limit. A smaller picture will do.");
});

test("a file just over the limit is not said to be as large as the limit", () => {
  expect(faultOf(aFile("a.pdf", 20 * MB + 1), "en")).toBe("Just over the 20 MB limit. Compressing it will do.");
  expect(faultOf(aFile("a.pdf", 20 * MB))).toBeNull();
});

test("an empty file and one of another kind are told", () => {
  expect(faultOf(aFile("a.txt", 0))).toBe("这个文件是空的，没有添加。请核对后重选。");
  expect(faultOf(aFile("a.exe", 9, "application/x-msdownload"))).toBe("这种文件我们收不了。可以发图片、PDF 或截图。");
});

test("a type is known by the name or by what the browser says; without both the server judges", () => {
  for (const file of [aFile("A.JPG", 9), aFile("photo", 9, "image/png"), aFile("a.log", 9), aFile("noname", 9)])
    expect(faultOf(file)).toBeNull();
});

test("those that fit are taken in their order, a bad one takes no place", () => {
  const { good, bad } = checkFiles(
    [aFile("0.png", 0), ...["1.png", "2.png", "3.png"].map((name) => aFile(name, 9))],
    LIMITS,
    "en",
  );
  expect(good.map(({ name }) => name)).toEqual(["1.png", "2.png"]);
  expect(bad.map(({ name }) => name)).toEqual(["0.png", "3.png"]);
});

test.each([
  [0, "0 B"],
  [1_023, "1,023 B"],
  [640 * 1024, "640 KB"],
  [2.3 * MB, "2.3 MB"],
  [20 * MB, "20 MB"],
])("%d bytes read %s", (bytes, words) => {
  expect(humanBytes(bytes, "zh-CN")).toBe(words);
});

test.each([
  ["image/png", "image"],
  ["application/pdf", "pdf"],
  ["text/csv", "table"],
  ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "table"],
  ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "text"],
  ["application/zip", "archive"],
  ["application/octet-stream", "file"],
])("%s is shown as %s", (type, glyph) => {
  expect(fileGlyph(type)).toBe(glyph);
});
