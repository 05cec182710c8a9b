import fc from "fast-check";
import { cleanFileName } from "../../../src/adapters/files/name.js";
import { makeMask } from "../../../src/mask.js";

const mask = makeMask(() => "CN");
const clean = (given: string, type = "image/png") => cleanFileName(given, type, mask);

test.each([
  ["photo.png", "photo.png"],
  ["屏幕截图 2026-11-22.PNG", "屏幕截图 2026-11-22.PNG"],
  ["../../etc/passwd.png", "passwd.png"],
  ["..%2f..%2fetc%2fpasswd.png", "passwd.png"],
  ["..%252f..%255cpasswd.png", "passwd.png"],
  ["C:\\Users\\Li Min\\a.png", "a.png"],
  ["a\0.exe\r\n.png", "a.exe.png"],
  ["a%00.png", "a_.png"],
  ["..%\u200b2fa.png", "a.png"],
  ["photo\u202egnp.exe.png", "photognp.exe.png"],
  ["\u2066hidden\u2069\u200b.png", "hidden.png"],
  [".htaccess.png", "htaccess.png"],
  ["...", "file.png"],
  ["", "file.png"],
  ["   a   b  .png", "a b.png"],
  ['what?<is>|"this":*.png', "what__is___this___.png"],
  ["con.png", "_con.png"],
  ["电话 13800138000.png", "电话 138••••8000.png"],
  ["li.min@example.com.png", "l•••@example.com.png"],
])("%j is kept as %j", (given, kept) => expect(clean(given)).toBe(kept));

test.each([
  ["photo.png", "text/plain", "photo.png.txt"],
  ["logo.svg", "text/plain", "logo.svg.txt"],
  ["page.html", "text/plain", "page.html.txt"],
  ["list.csv", "text/plain", "list.csv"],
  ["README", "text/plain", "README.txt"],
  ["IMG_1.JPEG", "image/jpeg", "IMG_1.JPEG"],
  ["IMG_1.HEIC", "image/jpeg", "IMG_1.HEIC.jpg"],
  ["report.docx", "application/zip", "report.docx.zip"],
  ["a.exe", "application/octet-stream", "a.exe.bin"],
])("%s that holds %s is kept as %s", (given, type, kept) => expect(clean(given, type)).toBe(kept));

test("a long name keeps its extension", () => {
  expect(clean(`${"a".repeat(500)}.png`)).toBe(`${"a".repeat(116)}.png`);
  const chinese = clean(`${"长".repeat(500)}.png`);
  expect(Buffer.byteLength(chinese)).toBeLessThanOrEqual(240);
  expect(chinese).toMatch(/^长{70,}\.png$/);
  expect(clean(`${"a".repeat(115)}😀.png`)).toBe(`${"a".repeat(115)}.png`);
});

const anyName = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.string({ unit: "binary", maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        "..",
        "/",
        "\\",
        "%2f",
        "%5C",
        "%00",
        "\0",
        "\u202e",
        "\ud800",
        ".",
        " ",
        "a",
        "长",
        "😀",
        ".png",
        ".html",
        "con",
      ),
      {
        maxLength: 60,
      },
    )
    .map((parts) => parts.join("")),
);

const anyType = fc.constantFrom<[string, RegExp][]>(
  ["image/png", /.\.a?png$/i],
  ["text/plain", /.\.[a-z]{2,5}$/i],
  ["application/zip", /.\.zip$/i],
  ["other/type", /.\.bin$/i],
);

test("whatever it was called, the name is safe, and cleaning it again changes nothing", () => {
  fc.assert(
    fc.property(anyName, anyType, (given, [type, form]) => {
      const name = cleanFileName(given, type, (text) => text);
      expect(name).not.toMatch(/[/\\<>:"|?*\p{C}\p{Zl}\p{Zp}]|%2f|%5c|%00|^[.\s]|[.\s]$/iu);
      expect(name.length).toBeLessThanOrEqual(120);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240);
      expect(name).toMatch(form);
      expect(name).not.toMatch(/\.(html?|svg|xml|js|exe)$/i);
      expect(cleanFileName(name, type, (text) => text)).toBe(name);
    }),
    { numRuns: 500 },
  );
});
