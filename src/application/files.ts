import type { MessageFile } from "../domain/conversation/display.js";

/** What `config/channels.yaml` allows of files. */
export interface FileLimits {
  bytesMost: number;
  /** In one message. */
  countMost: number;
  /** Content types, of {@link FILE_TYPES}. */
  types: readonly string[];
}

/** Every type that is told by content, with the extensions that agree with it; the first is given to a file whose own does not. */
export const FILE_TYPES = {
  "image/png": ["png", "apng"],
  "image/jpeg": ["jpg", "jpeg", "jfif"],
  "image/gif": ["gif"],
  "image/webp": ["webp"],
  "image/heic": ["heic", "heif"],
  "image/bmp": ["bmp"],
  "image/tiff": ["tif", "tiff"],
  "application/pdf": ["pdf"],
  "application/msword": ["doc", "dot"],
  "application/vnd.ms-excel": ["xls", "xlt"],
  "application/vnd.ms-powerpoint": ["ppt", "pps"],
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ["docx", "dotx"],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ["xlsx", "xltx"],
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": ["pptx", "ppsx"],
  "text/plain": ["txt", "csv", "tsv", "json", "jsonl", "log", "md", "yaml", "yml", "ini", "conf", "sql", "srt", "vtt"],
  "application/zip": ["zip"],
  "application/gzip": ["gz", "tgz"],
  "application/x-7z-compressed": ["7z"],
  "application/vnd.rar": ["rar"],
  "video/mp4": ["mp4", "m4v"],
  "video/quicktime": ["mov", "qt"],
  "video/webm": ["webm", "weba"],
  "audio/mpeg": ["mp3"],
  "audio/mp4": ["m4a"],
  "audio/wav": ["wav"],
  "audio/ogg": ["ogg", "oga", "opus"],
  "audio/flac": ["flac"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export type FileType = keyof typeof FILE_TYPES;

/** The bounds of what `config/channels.yaml` may say. */
export const FILE_MEGABYTES_MAX = 100;
export const FILES_COUNT_MAX = 10;
export const MEGABYTE = 1_048_576;

/** What is no file to keep, and why. */
export type FileRefusal =
  | { refused: "empty_file"; name: string }
  | { refused: "file_too_large"; name: string; bytesMost: number }
  /** By content; `application/octet-stream` where it is none that is known, or two at once. */
  | { refused: "type_not_allowed"; name: string; type: string }
  | { refused: "too_many_files"; countMost: number }
  /** Not stored for this conversation, or so long ago without being sent that it is about to go. */
  | { refused: "unknown_file"; id: string }
  | { refused: "unknown_conversation" };

export interface NewFile {
  conversationId: string;
  /** As the sender calls it. */
  name: string;
  by: "customer" | "agent";
}

export interface StoredFile extends MessageFile {
  conversationId: string;
  /** Opened piece by piece as it is asked for. Throws where the file goes meanwhile. */
  content: AsyncIterable<Buffer>;
}

/**
 * Files that go with messages. They are stored before the message that names them; what none names within a day is taken away.
 * All but `settle` reject with `DatabaseAway` on an outage.
 */
export interface Files {
  /** Seals and stores a file as it arrives, a megabyte at a time. What is refused, or cut off (`content` rejects), leaves nothing. */
  store(file: NewFile, content: AsyncIterable<Uint8Array>): Promise<MessageFile | FileRefusal>;
  open(id: string): Promise<StoredFile | null>;
  /** What an agent's message is about to name: each must have been stored for this conversation. In the order of the ids. */
  take(ids: readonly string[], conversationId: string): Promise<MessageFile[] | FileRefusal>;
  /** Drops what the stored message does not name: a repeat got the first answer, with the first files. Null: nothing was said, drop all. */
  settle(ids: readonly string[], said: { conversationId: string; seq: number } | null): Promise<void>;
}

/** Seals bytes under the desk's own key; `rowId` names the row they stand in. `openBytes` throws on another row or a changed byte. */
export interface FileVault {
  sealBytes(rowId: string, plain: Uint8Array): Buffer;
  openBytes(rowId: string, sealed: Buffer): Buffer;
}
