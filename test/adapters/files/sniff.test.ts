import { WITH_MACROS } from "../../../src/adapters/files/office.js";
import { UNKNOWN_TYPE } from "../../../src/adapters/files/sniff.js";
import { binary, ole, startOf, typeOf, zip } from "./a-file.js";

const OPEN_XML = "application/vnd.openxmlformats-officedocument";
const DOCX = ["[Content_Types].xml", "_rels/.rels", "word/document.xml"];

test.each([
  ["png", "image/png"],
  ["jpeg", "image/jpeg"],
  ["gif", "image/gif"],
  ["webp", "image/webp"],
  ["heic", "image/heic"],
  ["bmp", "image/bmp"],
  ["pdf", "application/pdf"],
  ["mp4", "video/mp4"],
  ["mov", "video/quicktime"],
  ["m4a", "audio/mp4"],
  ["webm", "video/webm"],
  ["mp3", "audio/mpeg"],
  ["frames", "audio/mpeg"],
  ["wav", "audio/wav"],
  ["ogg", "audio/ogg"],
  ["sevenZip", "application/x-7z-compressed"],
  ["mkv", "video/x-matroska"],
  ["avif", "image/avif"],
  ["elf", "application/x-executable"],
  ["exe", UNKNOWN_TYPE],
] as const)("%s is told by its first bytes, in pieces of any size", (kind, type) => {
  for (const bytes of [1, 7, 1_000, 10_000]) expect(typeOf(binary(kind), bytes)).toBe(type);
});

test.each([
  ["an archive", zip("a.txt"), "application/zip"],
  ["an empty archive", Buffer.concat([Buffer.from("PK\x05\x06", "latin1"), Buffer.alloc(18)]), "application/zip"],
  ["Word", zip(...DOCX), `${OPEN_XML}.wordprocessingml.document`],
  ["Excel", zip("_rels/.rels", "[Content_Types].xml", "xl/workbook.xml"), `${OPEN_XML}.spreadsheetml.sheet`],
  ["PowerPoint", zip("[Content_Types].xml", "ppt/slides/1.xml"), `${OPEN_XML}.presentationml.presentation`],
  ["Word with macros", zip(...DOCX, "word/vbaProject.bin"), WITH_MACROS],
  ["an archive that holds a document", zip("report.docx", ...DOCX), "application/zip"],
  ["a folder called word", zip("word/diary.txt"), "application/zip"],
  ["a program", zip("META-INF/MANIFEST.MF", "A.class"), "application/java-archive"],
  ["old Word", ole("Root Entry", "WordDocument"), "application/msword"],
  ["old Excel", ole("Workbook"), "application/vnd.ms-excel"],
  ["older Excel", ole("Book"), "application/vnd.ms-excel"],
  ["old PowerPoint", ole("PowerPoint Document"), "application/vnd.ms-powerpoint"],
  ["old Excel with macros", ole("Workbook", "_VBA_PROJECT_CUR"), WITH_MACROS],
  ["an installer", ole("Root Entry"), "application/x-ole-storage"],
])("%s is told by the names of its parts", (_, content, type) => {
  for (const bytes of [content.length, 700, 64]) expect(typeOf(content, bytes)).toBe(type);
});

test.each([
  ["UTF-8", Buffer.from("姓名,电话\n李敏,1\n")],
  ["UTF-8 with its mark", Buffer.from("\ufeffa,b\n")],
  ["GB 18030, as spreadsheets save it", Buffer.from("d0d5c3fb2cb5e7bbb00ac0eec3f42c310a", "hex")],
  ["UTF-16 with its mark", Buffer.from("\ufeff姓名\t电话\r\n", "utf16le")],
  ["JSON", Buffer.from('{"a": 1}')],
  ["a page", Buffer.from("<!doctype html><script>alert(1)</script>")],
  [
    "SVG with a script",
    Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  ],
  ["RTF", Buffer.from("{\\rtf1\\ansi hello}")],
  ["a script that begins as a GIF", Buffer.from("GIF89a/*  */=1;alert(document.domain)//")],
  ["a script that begins as a bitmap", Buffer.from("BM=1;alert(1)")],
  ["text that begins as a program", Buffer.from("MZ is how programs begin")],
])("%s is text, never anything that is shown", (_, content) => {
  for (const bytes of [1, 5, 100]) expect(typeOf(content, bytes)).toBe("text/plain");
});

test.each([
  ["a NUL", Buffer.from("a\0b")],
  ["half a character at the end", Buffer.from("李").subarray(0, 1)],
  ["bytes that are no text", binary("exe").subarray(500, 900)],
  ["a GIF with a script in it", Buffer.concat([startOf("gif"), Buffer.from("/*<script>alert(1)</script>*/"), binary("gif")])],
  ["a picture with a page in it", Buffer.concat([startOf("jpeg"), Buffer.from("<HTML><body>"), binary("jpeg")])],
  ["a picture with an SVG in it", Buffer.concat([startOf("png"), Buffer.from("<svg onload=alert(1)>"), binary("png")])],
  ["a picture that is a PDF too", Buffer.concat([startOf("gif"), Buffer.from("%PDF-1.4\n"), binary("gif")])],
  ["a picture that is an archive too", Buffer.concat([binary("gif"), zip("a.class")])],
  ["a sound that is an archive too", Buffer.concat([binary("mp3"), Buffer.alloc(100_000), zip("a.class")])],
])("%s is nothing that could be allowed", (_, content) => expect(typeOf(content)).toBe(UNKNOWN_TYPE));

test("an archive of a million promised bytes is never unpacked: only names are read", () => {
  const bomb = zip("bomb.txt");
  bomb.writeUInt32LE(0xfffffff0, 22); // what it says it unpacks to
  expect(typeOf(bomb)).toBe("application/zip");
});
