import express, { type Request, type Response } from "express";
import type { Problem } from "./reply.js";
import { BODY_BYTES_MAX } from "./route.js";

const NOT_JSON: Problem = {
  status: 415,
  code: "not_json",
  detail: "Send the body as JSON in UTF-8, uncompressed, with Content-Type: application/json.",
};
const MALFORMED: Problem = { status: 400, code: "malformed_json", detail: "The body is not valid JSON." };
const TOO_LARGE: Problem = { status: 413, code: "too_large", detail: `A body is at most ${BODY_BYTES_MAX} bytes.` };
const TWICE: Problem = {
  status: 400,
  code: "invalid_filter",
  detail: "A filter was given twice: give it once, several values separated by commas.",
};

const parseJson = express.json({ limit: BODY_BYTES_MAX, inflate: false });

/** No body at all is `{}`: most acts need nothing. */
export async function readBody(req: Request, res: Response): Promise<{ body: unknown } | Problem> {
  const sent = req.headers["transfer-encoding"] !== undefined || Number(req.headers["content-length"] ?? 0) > 0;
  if (!sent) return { body: {} };
  if (!req.is("application/json")) return NOT_JSON;
  const failed = await new Promise<unknown>((resolve) => parseJson(req, res, resolve));
  if (failed === undefined) return { body: req.body as unknown };
  const type = typeof failed === "object" && failed !== null && "type" in failed ? failed.type : null;
  if (type === "entity.too.large") return TOO_LARGE;
  if (type === "encoding.unsupported" || type === "charset.unsupported") return NOT_JSON;
  return MALFORMED;
}

/** Parsed here and not by Express, whose parser depends on a setting of the server. */
export function readQuery(url: string): { query: Record<string, string> } | Problem {
  const at = url.indexOf("?");
  const given = [...new URLSearchParams(at < 0 ? "" : url.slice(at))];
  const names = new Set(given.map(([name]) => name));
  return names.size < given.length ? TWICE : { query: Object.fromEntries(given) };
}
