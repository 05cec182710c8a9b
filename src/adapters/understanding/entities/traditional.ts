import { createRequire } from "node:module";
import { inMainlandWords, SPOKEN } from "./regional.js";

const HAN = /[\u3400-\u9fff]/g;
/** Simplified Chinese is written within GB 2312; what stands outside of it is traditional, Cantonese or rare. */
const HAN_FROM = 0x3400;
const HAN_TO = 0x9fff;
const ROWS = [0xb0, 0xf7] as const;
const CELLS = [0xa1, 0xfe] as const;

/** Declared here: the package's own types do not resolve in an ESM build. */
interface OpenCc {
  Converter: (options: { from: "t"; to: "cn" }) => (text: string) => string;
}

let mainland: Uint8Array | undefined;
let convert: ((text: string) => string) | undefined;
/** Filled as characters are met, so at most once each. */
const known = new Map<string, string>(SPOKEN);

function mainlandCharacters(): Uint8Array {
  const bytes: number[] = [];
  for (let row = ROWS[0]; row <= ROWS[1]; row += 1) for (let cell = CELLS[0]; cell <= CELLS[1]; cell += 1) bytes.push(row, cell);
  const set = new Uint8Array(HAN_TO - HAN_FROM + 1);
  for (const character of new TextDecoder("gb2312").decode(new Uint8Array(bytes))) {
    const code = character.charCodeAt(0);
    if (code >= HAN_FROM && code <= HAN_TO) set[code - HAN_FROM] = 1;
  }
  return set;
}

function hasOther(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < HAN_FROM || code > HAN_TO) continue;
    mainland ??= mainlandCharacters();
    if (mainland[code - HAN_FROM] === 0) return true;
  }
  return false;
}

/** One character at a time, so that offsets never move; a converter that reads phrases would shorten some. */
function character(written: string): string {
  const before = known.get(written);
  if (before !== undefined) return before;
  // Loaded with the first traditional character: its tables take 12 ms and 2 MB, and most desks never need them.
  convert ??= (createRequire(import.meta.url)("opencc-js/t2cn") as OpenCc).Converter({ from: "t", to: "cn" });
  const read = convert(written);
  const kept = read.length === written.length ? read : written;
  known.set(written, kept);
  return kept;
}

/** The text in simplified characters and in the words of the mainland, exactly as long; itself where nothing in it is traditional. */
export const simplified = (text: string): string => (hasOther(text) ? inMainlandWords(text).replace(HAN, character) : text);
