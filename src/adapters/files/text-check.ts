/** Whether all that was pushed is text: UTF-8 without NUL; or, as spreadsheets save it, GB 18030 or UTF-16 with its mark. */
export interface TextCheck {
  push(piece: Uint8Array): void;
  isText(): boolean;
}

const UTF16_MARKS = new Map([
  ["fffe", "utf-16le"],
  ["feff", "utf-16be"],
]);

export function makeTextCheck(): TextCheck {
  let readings: Reading[] | null = null;
  let start = Buffer.alloc(0);
  const read = (piece: Uint8Array): void => {
    readings = (readings ?? readingsOf(start.toString("hex", 0, 2))).filter((reading) => reading(piece));
  };
  return {
    push(piece) {
      if (readings !== null) return read(piece);
      start = Buffer.concat([start, piece]);
      if (start.length >= 2) read(start);
    },
    isText: () => {
      if (readings === null) read(start);
      return readings!.some((reading) => reading(null));
    },
  };
}

/** False once it cannot be read that way; null: that was all. */
type Reading = (piece: Uint8Array | null) => boolean;

function readingsOf(start: string): Reading[] {
  const marked = UTF16_MARKS.get(start);
  // Almost anything can be read as GB 18030 or UTF-16, but what is no text has control characters in it.
  return marked === undefined ? [readAs("utf-8", null), readAs("gb18030", CONTROLS)] : [readAs(marked, CONTROLS)];
}

/** And the private use area, where encodings put what they do not know. */
const CONTROLS = /[\0-\x08\x0b\x0e-\x1f\x7f-\x9f\ue000-\uf8ff]/;

/** `odd`: characters that are none of a text; null: only NUL, which is a byte of its own then. */
function readAs(encoding: string, odd: RegExp | null): Reading {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (piece) => {
    if (odd === null && piece?.includes(0)) return false;
    try {
      const text = piece === null ? decoder.decode() : decoder.decode(piece, { stream: true });
      return odd === null || !odd.test(text);
    } catch {
      return false;
    }
  };
}
