import type { Locale } from "../words.js";
import { WORDS } from "./words.js";

/** What the server takes, from `/chat/desk`. */
export interface FileLimits {
  /** Of each file. */
  bytesMost: number;
  /** Of one message. */
  countMost: number;
  /** Content types, `image/*` and extensions (`.pdf`) as in `<input accept>`; empty: all. */
  types: string[];
}

export interface CheckedFiles {
  good: File[];
  /** In words for the customer, in the order they were given. */
  bad: { name: string; sentence: string }[];
}

/**
 * Tells before anything is sent which files the server would refuse. Lenient about types: a file passes by its extension or its type, and the
 * server judges by content.
 */
export function checkFiles(files: File[], limits: FileLimits, locale: Locale): CheckedFiles {
  const good: File[] = [];
  const bad: CheckedFiles["bad"] = [];
  for (const file of files) {
    const sentence = good.length >= limits.countMost ? WORDS[locale].tooMany : faultOf(file, limits, locale);
    if (sentence === null) good.push(file);
    else bad.push({ name: file.name, sentence });
  }
  return { good, bad };
}

function faultOf(file: File, limits: FileLimits, locale: Locale): string | null {
  const words = WORDS[locale];
  if (file.size === 0) return words.empty;
  if (file.size > limits.bytesMost) {
    const most = humanBytes(limits.bytesMost, locale);
    const size = humanBytes(file.size, locale);
    return size === most ? words.justTooLarge(most) : words.tooLarge(size, most, isImage(file));
  }
  return isListed(file, limits.types) ? null : words.type;
}

const isImage = (file: File): boolean => file.type.startsWith("image/");

/** Names that stand for a type where the browser gives none, or another: Windows without Office calls a .csv a spreadsheet. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg jpeg jfif",
  "image/heic": "heic heif",
  "image/tiff": "tif tiff",
  "text/plain": "txt log md",
  "application/msword": "doc",
  "application/vnd.ms-excel": "xls csv",
  "application/vnd.ms-powerpoint": "ppt",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
  "application/x-7z-compressed": "7z",
  "application/vnd.rar": "rar",
  "audio/mpeg": "mp3",
  "audio/mp4": "m4a",
  "video/quicktime": "mov",
};

/** By its type or its name; without either it is left to the server. */
function isListed({ name, type }: File, types: string[]): boolean {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (types.length === 0 || (type === "" && extension === undefined)) return true;
  return types.some((listed) => {
    const one = listed.toLowerCase();
    if (one.startsWith(".")) return one === `.${extension}`;
    if (one.endsWith("/*")) return type.startsWith(one.slice(0, -1));
    return one === type || (EXTENSIONS[one] ?? one.split("/")[1] ?? "").split(" ").includes(extension ?? "");
  });
}

const UNITS = ["B", "KB", "MB", "GB"];

/** "38 MB", "2.3 MB", "640 KB", "12 B": 1 KB is 1,024 bytes; a decimal below 10 MB, so that a limit of 20 MB reads as 20. */
export function humanBytes(bytes: number, locale: Locale): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1023.5 && unit < UNITS.length - 1) {
    size /= 1024;
    unit += 1;
  }
  const digits = unit >= 2 && size < 9.95 ? 1 : 0;
  return `${size.toLocaleString(locale, { maximumFractionDigits: digits })} ${UNITS[unit] ?? ""}`;
}

export type FileGlyph = "image" | "pdf" | "table" | "text" | "sound" | "film" | "archive" | "file";

/** Which picture stands for a file of this content type. */
export function fileGlyph(type: string): FileGlyph {
  const kind = type.toLowerCase();
  if (kind.startsWith("image/")) return "image";
  if (kind.startsWith("audio/")) return "sound";
  if (kind.startsWith("video/")) return "film";
  if (kind.includes("pdf")) return "pdf";
  if (/sheet|excel|csv/.test(kind)) return "table";
  if (/zip|compressed|rar|7z|tar/.test(kind)) return "archive";
  return /^text\/|word|document/.test(kind) ? "text" : "file";
}
