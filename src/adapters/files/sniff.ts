import { filetypeinfo } from "magic-bytes.js";
import type { FileType } from "../../application/files.js";
import { type Contained, makeOle, makeZip } from "./office.js";
import { makeTextCheck } from "./text-check.js";

/** Tells the type of a file by its content, fed in order, piece by piece. What it is called and said to be has no weight. */
export interface Sniffer {
  push(piece: Buffer): void;
  /** Once all was pushed. One that is no {@link FileType} can never be allowed. */
  type(): string;
}

export const UNKNOWN_TYPE = "application/octet-stream";
const HEAD_BYTES = 4_096;
/** Where the end of a zip is: its comment has at most 64 KB. */
const TAIL_BYTES = 66_000;

/**
 * Of a file that can be read as two things the stricter counts: what is text from end to end is text, whatever its first bytes
 * imitate; a picture with a page, a PDF or an archive in it is nothing that could be allowed.
 */
export function makeSniffer(): Sniffer {
  const text = makeTextCheck();
  let contained: Contained | null | undefined;
  let head: Buffer = Buffer.alloc(0);
  let tail: Buffer = Buffer.alloc(0);
  return {
    push(piece) {
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, piece.subarray(0, HEAD_BYTES - head.length)]);
      tail = Buffer.concat([tail, piece.subarray(-TAIL_BYTES)]).subarray(-TAIL_BYTES);
      contained ??= containerOf(head);
      contained?.push(piece);
      text.push(piece);
    },
    type() {
      const found = contained?.type() ?? signed(head);
      if (text.isText() && found !== "application/pdf") return "text/plain";
      return /^(image|audio|video)\//.test(found) && isMixed(head, tail) ? UNKNOWN_TYPE : found;
    },
  };
}

const OLE = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const ZIP_END = "PK\x05\x06";

function containerOf(head: Buffer): Contained | null {
  const start = head.toString("latin1", 0, 8);
  if (start.startsWith("PK\x03\x04") || start.startsWith(ZIP_END)) return makeZip();
  return start === OLE ? makeOle() : null;
}

/** By its first bytes. */
function signed(head: Buffer): string {
  const at = (from: number, to: number): string => head.toString("latin1", from, to);
  if (at(4, 8) === "ftyp") return ofBrand(at(8, 12));
  if (at(0, 4) === "\x1a\x45\xdf\xa3") return head.subarray(0, 64).includes("webm") ? "video/webm" : "video/x-matroska";
  if (at(0, 4) === "RIFF" && at(8, 12) === "WAVE") return "audio/wav";
  if (at(0, 4) === "OggS") return "audio/ogg";
  // A frame of layer III; files without a title begin with it.
  if (at(0, 3) === "ID3" || (head[0] === 0xff && (head[1]! & 0xe6) === 0xe2)) return "audio/mpeg";
  const guesses = filetypeinfo(head.subarray(0, 512)).flatMap(({ mime }) => (mime === undefined ? [] : [mime]));
  return guesses[0] ?? UNKNOWN_TYPE;
}

const BRANDS: [RegExp, string][] = [
  [/^(iso[m2-9]|mp4[12]|avc1|M4VP?|dash|mmp4|MSNV)/, "video/mp4"],
  [/^M4[AB]/, "audio/mp4"],
  [/^qt/, "video/quicktime"],
  [/^(hei[cmsx]|hev[cmsx]|mif1|msf1)/, "image/heic" satisfies FileType],
  [/^avi[fs]/, "image/avif"],
];
const ofBrand = (brand: string): string => BRANDS.find(([form]) => form.test(brand))?.[1] ?? UNKNOWN_TYPE;

/** Readers of PDF look for its mark in the first kilobyte, those of archives at the end, browsers for a page at the start. */
function isMixed(head: Buffer, tail: Buffer): boolean {
  return (
    /<(script|html|svg|iframe|!doctype|\?php)\b/i.test(head.toString("latin1")) ||
    head.subarray(0, 1_024).includes("%PDF-") ||
    tail.includes(Buffer.from(ZIP_END, "latin1"))
  );
}
