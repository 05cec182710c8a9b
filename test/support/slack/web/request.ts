import type { IncomingMessage } from "node:http";
import busboy from "busboy";
import type { Loose } from "../../direct-line.js";

export async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Arguments as a query, a form or JSON; `null` where a JSON body is not an object. */
export async function argumentsOf(request: IncomingMessage, url: URL): Promise<Loose> {
  const body = (await bytesOf(request)).toString("utf8");
  const query = Object.fromEntries(url.searchParams);
  if (/^application\/json/.test(request.headers["content-type"] ?? "")) {
    try {
      const given: unknown = JSON.parse(body === "" ? "{}" : body);
      return typeof given === "object" && given !== null && !Array.isArray(given) ? { ...query, ...given } : null;
    } catch {
      return null;
    }
  }
  return { ...query, ...Object.fromEntries(new URLSearchParams(body)) };
}

/** A file sent as raw bytes or as the first file of a form (docs: files.getUploadURLExternal takes both). */
export async function fileOf(request: IncomingMessage): Promise<Buffer> {
  if (!/^multipart\/form-data/.test(request.headers["content-type"] ?? "")) return bytesOf(request);
  const form = busboy({ headers: request.headers });
  const chunks: Buffer[] = [];
  form.on("file", (_name, stream) => stream.on("data", (chunk: Buffer) => chunks.push(chunk)));
  const done = new Promise<void>((resolve, reject) => form.once("close", resolve).once("error", reject));
  request.pipe(form);
  await done;
  return Buffer.concat(chunks);
}
