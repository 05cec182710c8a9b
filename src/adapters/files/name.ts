import { FILE_TYPES, type FileType } from "../../application/files.js";
import type { Mask } from "../../application/ports.js";

const CHARACTERS_MAX = 120;
/** Of UTF-8: file systems take 255. */
const BYTES_MAX = 240;
const GIVEN_CHARACTERS_MAX = 4_096;
const EXTENSION = /\.([A-Za-z0-9]{1,8})$/;

/**
 * A name that is safe to show, to store in clear and to save under: no path, no control or direction characters, no contact, at
 * most 120 characters, with an extension that agrees with what the file holds: `photo.png` that is a page is `photo.png.txt`.
 */
export function cleanFileName(given: string, type: string, mask: Mask): string {
  const whole = bare(given);
  const extensions: readonly [string, ...string[]] = FILE_TYPES[type as FileType] ?? ["bin"];
  const found = EXTENSION.exec(whole)?.[1];
  const agrees = found !== undefined && extensions.includes(found.toLowerCase());
  const extension = agrees ? found : extensions[0];
  const stem = edges(mask(agrees ? whole.slice(0, -(found.length + 1)) : whole));
  const room = { characters: CHARACTERS_MAX - extension.length - 1, bytes: BYTES_MAX - extension.length - 1 };
  return `${edges(shortened(named(stem), room)) || "file"}.${extension}`;
}

// An encoded separator would be one again where somebody decodes the name.
const SEPARATORS = /[/\\]|%(?:25)*(?:2f|5c)/i;
/** Control, format (directions, zero width), lone surrogates, private use; line and paragraph separators. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;
/** Windows saves under none of these; an encoded NUL ends a name where it is decoded. */
const RESERVED = /[<>:"|?*]|%(?:25)*00/g;
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

function bare(given: string): string {
  const seen = given.slice(-GIVEN_CHARACTERS_MAX).normalize("NFC").replace(UNSEEN, "");
  const last = seen.split(SEPARATORS).at(-1) ?? "";
  return edges(last.replace(RESERVED, "_").replace(/\s+/g, " "));
}

/** A leading dot hides a file, a trailing one is dropped by Windows, and its extension with it. */
const edges = (name: string): string => name.replace(/^[.\s]+|[.\s]+$/g, "");

const named = (stem: string): string => (DEVICES.test(stem) ? `_${stem}` : stem);

function shortened(stem: string, room: { characters: number; bytes: number }): string {
  let length = 0;
  let bytes = 0;
  for (const character of stem) {
    bytes += Buffer.byteLength(character);
    if (length + character.length > room.characters || bytes > room.bytes) break;
    length += character.length;
  }
  return stem.slice(0, length);
}
