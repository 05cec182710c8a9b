import type { IncomingMessage } from "node:http";

/** The JSON body: undefined where none was sent. The rest of one that is too large is let through unread. */
export async function readBody(
  request: IncomingMessage,
  bytesMax: number,
): Promise<{ body: unknown } | "too_large" | "malformed_json"> {
  if (Number(request.headers["content-length"] ?? 0) > bytesMax) return "too_large";
  const chunks: Buffer[] = [];
  let bytes = 0;
  const whole = await new Promise<boolean>((resolve, reject) => {
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > bytesMax) resolve(false);
      else chunks.push(chunk);
    });
    const cut = (): void => {
      if (!request.complete) reject(new RequestCut());
    };
    request.on("end", () => resolve(true));
    request.on("error", cut);
    request.on("close", cut);
  });
  if (!whole) return "too_large";
  if (bytes === 0) return { body: undefined };
  try {
    return { body: JSON.parse(Buffer.concat(chunks).toString("utf8")) as unknown };
  } catch {
    return "malformed_json";
  }
}

/** The body as it arrives, of which the reader may leave the rest: it runs through unread, so that an answer is seen. Rejects with {@link RequestCut}. */
export async function* contentOf(request: IncomingMessage): AsyncGenerator<Buffer, void, void> {
  try {
    for await (const piece of request.iterator({ destroyOnReturn: false })) yield piece as Buffer;
  } catch (error) {
    throw request.complete ? error : new RequestCut();
  } finally {
    request.resume();
  }
}

/** The client went away in the middle of its request: nobody is left to answer. */
export class RequestCut extends Error {}
