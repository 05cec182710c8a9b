import { randomBytes } from "node:crypto";
import { setImmediate as later } from "node:timers/promises";
import { fullFile } from "../render.js";
import { Refusal, type Channel, type Dict, type StoredFile } from "../shapes.js";
import type { Workspace } from "../workspace.js";
import { channelOf, isIn, parsed, type Call, type Method, type Upload } from "./method.js";

export const files: Record<string, Method> = {
  "files.getUploadURLExternal": { tier: 4, scope: "files:write", run: getUploadUrl },
  "files.completeUploadExternal": { tier: 4, scope: "files:write", run: complete },
  "files.info": { tier: 4, scope: "files:read", run: info },
  "files.delete": { tier: 3, scope: "files:write", run: remove },
};

/** By name, as far as the tests go; Slack looks at the name and the bytes. */
const TYPES: Record<string, string> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  pdf: "application/pdf",
  txt: "text/plain",
  csv: "text/csv",
  svg: "image/svg+xml",
  html: "text/html",
  zip: "application/zip",
};

export function storeFile(
  workspace: Workspace,
  given: { name: string; content: Buffer; user: string; team: string; title?: string; id?: string },
): StoredFile {
  const { name, title = name, id = workspace.id("F"), ...rest } = given;
  const mimetype = TYPES[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";
  const file = { ...rest, id, name, title, mimetype, created: Math.trunc(workspace.now() / 1000), shares: [], deleted: false };
  workspace.files.set(id, file);
  return file;
}

function getUploadUrl({ args, workspace, uploads, origin }: Call): Dict {
  const length = Number(args.length);
  if (!args.filename || !Number.isInteger(length) || length <= 0) throw new Refusal("missing_argument");
  if (String(args.alt_txt ?? "").length > 1000) throw new Refusal("alt_txt_too_large");
  const upload: Upload = {
    id: workspace.id("F"),
    ticket: randomBytes(12).toString("hex"),
    filename: String(args.filename),
    length,
    content: null,
  };
  uploads.set(upload.ticket, upload);
  return { upload_url: `${origin}/upload/v1/${upload.ticket}`, file_id: upload.id };
}

function complete(call: Call): Dict {
  const { workspace, args, uploads } = call;
  const given = parsed(args, "files", "invalid_arguments") as { id: string; title?: string }[] | undefined;
  if (!Array.isArray(given) || given.length === 0) throw new Refusal("invalid_arguments");
  const ready = given.map(({ id }) => [...uploads.values()].find((upload) => upload.id === id && upload.content !== null));
  if (ready.includes(undefined)) throw new Refusal("file_not_found");
  const channel = args.channel_id === undefined ? null : channelOf(call, "channel_id");
  if (channel && !isIn(workspace, channel)) throw new Refusal("not_in_channel");
  if (channel?.archived) throw new Refusal("posting_to_channel_denied");
  const stored = given.map(({ id, title }) => {
    const upload = [...uploads.values()].find((one) => one.id === id);
    uploads.delete(upload?.ticket ?? "");
    const { filename: name = "", content } = upload ?? {};
    const team = workspace.team.id;
    return storeFile(workspace, {
      id,
      name,
      content: content ?? Buffer.alloc(0),
      user: workspace.bot.userId,
      team,
      ...(title ? { title } : {}),
    });
  });
  if (channel) void share(call, channel, stored);
  return { files: stored.map((file) => fullFile(workspace, file)) };
}

/** The message comes after the answer, which therefore does not know its ts: files are processed by a job of their own (docs). */
async function share({ workspace, args }: Call, channel: Channel, stored: StoredFile[]): Promise<void> {
  await later();
  const thread = args.thread_ts === undefined ? {} : { thread: String(args.thread_ts) };
  workspace.share(channel, stored, { by: "bot", text: String(args.initial_comment ?? ""), ...thread });
}

function fileOf({ workspace, args }: Call): StoredFile {
  const file = workspace.files.get(String(args.file));
  if (!file) throw new Refusal("file_not_found");
  if (file.deleted) throw new Refusal("file_deleted");
  if (!maySee(workspace, file)) throw new Refusal("file_not_found");
  return file;
}

/** The bot sees what it made and what was shared where it is. */
export function maySee(workspace: Workspace, file: StoredFile): boolean {
  const where = file.shares.map(({ channel }) => workspace.channels.get(channel));
  return file.user === workspace.bot.userId || where.some((channel) => channel !== undefined && isIn(workspace, channel));
}

function info(call: Call): Dict {
  return {
    file: fullFile(call.workspace, fileOf(call)),
    comments: [],
    response_metadata: { next_cursor: "" },
  };
}

function remove(call: Call): Dict {
  const file = fileOf(call);
  if (file.user !== call.workspace.bot.userId) throw new Refusal("cant_delete_file");
  file.deleted = true;
  return {};
}
