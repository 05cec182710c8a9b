import type { Files } from "../../application/files.js";
import type { FileLinks } from "../files/links.js";
import { fileHeaders } from "../files/served-file.js";
import { limitKeyOf } from "./caller-address.js";
import { problem } from "./problem.js";
import type { Answer, Call, Route } from "./route.js";
import { makeSlots } from "./slots.js";

/** Each holds a megabyte or two while its client takes it. */
const SENT_AT_ONCE = { most: 64, mostEach: 16 };

export interface FileRouteDeps {
  files: Pick<Files, "open">;
  fileLinks: Pick<FileLinks, "check">;
}

/** GET /files/{id}?until=…&s=…: what a message names, for whoever was given the address. */
export function fileRoute({ files, fileLinks }: FileRouteDeps): Route {
  const slots = makeSlots(SENT_AT_ONCE);
  const handle = async ({ params, query, address }: Call): Promise<Answer> => {
    const id = params.attachmentId!;
    const link = fileLinks.check(id, query);
    if ("refused" in link) return link.refused === "expired" ? EXPIRED : NOT_SIGNED;
    const done = slots.take(limitKeyOf(address));
    if (done === null) return BUSY;
    const file = await files.open(id).catch((error: unknown) => {
      done();
      throw error;
    });
    if (file === null) {
      done();
      return GONE;
    }
    return {
      status: 200,
      headers: {
        ...fileHeaders(file),
        "cross-origin-resource-policy": "cross-origin",
        "cache-control": `private, max-age=${link.secondsLeft}, immutable`,
      },
      stream: { bytes: file.bytes, content: file.content, done },
    };
  };
  return {
    method: "GET",
    path: "/files/:attachmentId",
    who: "signed",
    origins: "listed",
    limit: "read",
    bodyBytesMax: 0,
    errors: "problem",
    handle,
  };
}

const EXPIRED = problem(
  403,
  "link_expired",
  "This address was good for some days only: open the conversation again for a new one.",
);
const NOT_SIGNED = problem(
  403,
  "link_not_valid",
  "Open the address as the message gives it, with all that follows the question mark.",
);
const GONE = problem(404, "not_found", "This file is not kept any more.");
const busy = problem(503, "too_many_downloads", "Too many files are being fetched just now; try again shortly.");
const BUSY: Answer = { ...busy, headers: { ...busy.headers, "retry-after": "1" } };
