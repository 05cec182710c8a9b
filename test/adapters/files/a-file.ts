import { makeSniffer } from "../../../src/adapters/files/sniff.js";

const latin = (text: string): Buffer => Buffer.from(text, "latin1");
const RUBBISH = Buffer.from(Array.from({ length: 3_000 }, (_, n) => (n * 7_919) % 256));

/** The first bytes of a file of each kind, and some that are no text. */
const START = {
  png: Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"),
  jpeg: Buffer.from("ffd8ffe000104a46494600", "hex"),
  gif: latin("GIF89a\x10\0\x10\0"),
  webp: latin("RIFF\x10\0\0\0WEBPVP8 "),
  heic: latin("\0\0\0\x18ftypheic\0\0\0\0"),
  bmp: latin("BM\x36\0\0\0\0\0"),
  avif: latin("\0\0\0\x18ftypavif\0\0\0\0"),
  pdf: latin("%PDF-1.7\n%\xe2\xe3"),
  mp4: latin("\0\0\0\x20ftypisom\0\0"),
  mov: latin("\0\0\0\x14ftypqt  \0\0"),
  m4a: latin("\0\0\0\x20ftypM4A \0\0"),
  webm: latin("\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm\0"),
  mkv: latin("\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x88matroska\0"),
  mp3: latin("ID3\x04\0\0"),
  frames: Buffer.from("fff344c4", "hex"),
  wav: latin("RIFF\x10\0\0\0WAVEfmt "),
  ogg: latin("OggS\0\x02"),
  exe: latin("MZ\x90\0\x03"),
  elf: latin("\x7fELF\x02\x01"),
  sevenZip: latin("7z\xbc\xaf\x27\x1c"),
} as const;

export const binary = (kind: keyof typeof START, more: Buffer | string = ""): Buffer =>
  Buffer.concat([START[kind], RUBBISH, typeof more === "string" ? latin(more) : more]);
export const startOf = (kind: keyof typeof START): Buffer => START[kind];

/** An archive of empty files with these names. */
export function zip(...names: string[]): Buffer {
  const parts = names.map((name) => {
    const header = Buffer.alloc(30);
    header.write("PK\x03\x04", "latin1");
    header.writeUInt16LE(Buffer.byteLength(name), 26);
    return Buffer.concat([header, Buffer.from(name)]);
  });
  const directory = names.map((name) => {
    const header = Buffer.alloc(46);
    header.write("PK\x01\x02", "latin1");
    header.writeUInt16LE(Buffer.byteLength(name), 28);
    return Buffer.concat([header, Buffer.from(name)]);
  });
  return Buffer.concat([...parts, ...directory, latin("PK\x05\x06"), Buffer.alloc(18)]);
}

export const ole = (...parts: string[]): Buffer =>
  Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), RUBBISH, ...parts.map((part) => Buffer.from(part, "utf16le"))]);

/** Its type, fed in pieces of `bytes`. */
export function typeOf(content: Buffer, bytes = content.length || 1): string {
  const sniffer = makeSniffer();
  for (let at = 0; at < content.length; at += bytes) sniffer.push(content.subarray(at, at + bytes));
  return sniffer.type();
}
