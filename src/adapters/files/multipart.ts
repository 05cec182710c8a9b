import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import busboy, { type Busboy } from "busboy";

/** Clients send small pictures of their files along in the activity. */
export const ACTIVITY_PART_BYTES_MAX = 1_048_576;
/** `text/plain` is what a part without a type has. */
const ACTIVITY_TYPES = ["application/vnd.microsoft.activity", "application/json", "text/plain"];
const HEADER_PAIRS_MAX = 20;

/** Why a body cannot be read as an upload. */
export type FormFault =
  /** The client went away. */
  | "cut"
  | "not_a_form"
  /** It ends early, lacks a boundary, has headers that are none. */
  | "malformed"
  | "unexpected_part"
  | "too_many_files"
  | "activity_twice"
  | "activity_too_large"
  | "activity_type"
  | "activity_not_json";

export interface FormReader<T, R> {
  countMost: number;
  /** Reads one file to its end; the next begins when it is done. A refusal ends the reading. Rejects where `content` does. */
  store(name: string, content: AsyncIterable<Buffer>): Promise<T | R>;
}

/** `stored` also where the whole was refused: the caller drops them. `activity`: undefined where there was none. */
export type FormRead<T, R> = { stored: T[] } & ({ activity: unknown } | { refused: FormFault | R } | { failed: unknown });

/**
 * Reads multipart/form-data as it arrives: an `activity`, and each `file` by `store`. Nothing but the activity is held in memory.
 * What is left of a refused body runs through unread, for as long as the caller lets it.
 */
export async function readForm<T extends object, R extends { refused: unknown }>(
  request: IncomingMessage,
  { countMost, store }: FormReader<T, R>,
): Promise<FormRead<T, R>> {
  const parser = parserOf(request, countMost);
  if (parser === null) return { stored: [], refused: "not_a_form" };
  const stored: T[] = [];
  const parts: { activity?: string } = {};
  let end: { refused: FormFault | R } | { failed: unknown } | null = null;
  const stop = (why: NonNullable<typeof end>): void => {
    end ??= why;
    request.unpipe(parser);
    parser.destroy();
    request.resume();
  };
  const takeFile = async (name: string, content: Readable): Promise<void> => {
    if (stored.length === countMost) return stop({ refused: "too_many_files" });
    const outcome = await store(name, content as AsyncIterable<Buffer>);
    if ("refused" in outcome) stop({ refused: outcome });
    else stored.push(outcome);
  };
  const takeActivity = (text: string | null, type: string): void => {
    if (parts.activity !== undefined) return stop({ refused: "activity_twice" });
    if (text === null) return stop({ refused: "activity_too_large" });
    if (!ACTIVITY_TYPES.includes(type)) return stop({ refused: "activity_type" });
    parts.activity = text;
  };
  // One part after the other, in their order; what waits meanwhile is a buffer's worth.
  let work = Promise.resolve();
  const then = (content: Readable | null, take: () => void | Promise<void>): void => {
    content?.on("error", () => undefined); // heard where it is read
    work = work.then(async () => {
      if (end !== null) return;
      try {
        await take();
      } catch (error) {
        // Where the content broke off the parser tells why.
        if (error !== content?.errored) stop({ failed: error });
      }
    });
  };
  parser.on("file", (part: string | undefined, content, { filename, mimeType }) =>
    then(content, async () => {
      if (part === "activity") takeActivity(await textOf(content), mimeType);
      else if (part === "file") await takeFile(filename ?? "", content);
      else stop({ refused: "unexpected_part" });
    }),
  );
  parser.on("field", (part: string | undefined, value, { valueTruncated, mimeType }) =>
    then(null, () =>
      part === "activity" ? takeActivity(valueTruncated ? null : value, mimeType) : stop({ refused: "unexpected_part" }),
    ),
  );
  parser.on("filesLimit", () => stop({ refused: "too_many_files" }));
  parser.on("partsLimit", () => stop({ refused: "too_many_files" }));
  parser.on("fieldsLimit", () => stop({ refused: "activity_twice" }));
  parser.on("error", () => stop({ refused: "malformed" }));
  await runThrough(request, parser, () => stop({ refused: "cut" }));
  await work;
  return { stored, ...(end ?? activityOf(parts.activity)) };
}

function parserOf({ headers }: IncomingMessage, countMost: number): Busboy | null {
  if (!/^multipart\/form-data\s*;/i.test(headers["content-type"] ?? "")) return null;
  // busboy tells of the limit of parts when it is reached, of the others when they are passed.
  const limits = { parts: countMost + 2, files: countMost + 1, fields: 1 };
  try {
    return busboy({
      headers,
      defParamCharset: "utf8",
      limits: { ...limits, fieldSize: ACTIVITY_PART_BYTES_MAX + 1, headerPairs: HEADER_PAIRS_MAX },
    });
  } catch {
    return null; // no boundary
  }
}

/** Resolves once the parser has come to its end, good or bad. */
async function runThrough(request: IncomingMessage, parser: Busboy, onCut: () => void): Promise<void> {
  const closed = new Promise((resolve) => parser.once("close", resolve));
  const gone = (): void => {
    if (!request.complete) onCut();
  };
  request.once("error", gone).once("close", gone);
  if (request.destroyed) gone();
  else request.pipe(parser);
  await closed;
  request.off("close", gone);
}

/** Null: longer than an activity may be. */
async function textOf(content: Readable): Promise<string | null> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of content as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > ACTIVITY_PART_BYTES_MAX) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function activityOf(text: string | undefined): { activity: unknown } | { refused: FormFault } {
  if (text === undefined) return { activity: undefined };
  try {
    return { activity: JSON.parse(text) as unknown };
  } catch {
    return { refused: "activity_not_json" };
  }
}
