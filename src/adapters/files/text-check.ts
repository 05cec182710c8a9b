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
  let begun = false;
  let readings: Reading[] = [];
  return {
    push(piece) {
      if (!begun) readings = readingsOf(Buffer.from(piece.subarray(0, 2)).toString("hex"));
      begun = true;
      readings = readings.filter((reading) => reading(piece));
    },
    isText: () => readings.some((reading) => reading(null)),
  };
}

/** False once it cannot be read that way; null: that was all. */
type Reading = (piece: Uint8Array | null) => boolean;

function readingsOf(start: string): Reading[] {
  const marked = UTF16_MARKS.get(start);
  // Almost anything can be read as GB 18030 or UTF-16, but what is no text has control characters in it.
  return marked === undefined ? [readAs("utf-8", NUL), readAs("gb18030", CONTROLS)] : [readAs(marked, CONTROLS)];
}

const NUL = /\0/;
const CONTROLS = /[\0-\x08\x0b\x0e-\x1f\x7f-\x9f]|\p{Private_Use}|\p{Unassigned}/u;

function readAs(encoding: string, odd: RegExp): Reading {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (piece) => {
    try {
      return !odd.test(piece === null ? decoder.decode() : decoder.decode(piece, { stream: true }));
    } catch {
      return false;
    }
  };
}
