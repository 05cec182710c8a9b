import type { Resumes } from "../../application/desk-ports.js";
import { DAY_MS } from "../../domain/time.js";
import type { Answer, Call, Route } from "./route.js";

export interface ChatLinkDeps {
  resumes: Pick<Resumes, "create">;
  /** Machine time, milliseconds. */
  now: () => number;
}

/** As long as the store keeps a link's secret. */
const LINK_MS = 7 * DAY_MS;

/**
 * POST /chat/link: an address that continues the caller's conversation on another device, as the same visitor. It stands in the
 * fragment, which no server, log or Referer gets to see. Each device that opens it has a resume of its own from then on; the link
 * works to its end, so that one whose page broke off is no dead end.
 */
export function chatLinkRoute({ resumes, now }: ChatLinkDeps): Route {
  const handle = async ({ caller, baseUrl }: Call): Promise<Answer> => {
    // The guard lets nobody else in: `token` asks for a visitor's.
    if (caller.kind !== "visitor") throw new Error("a link was asked for without a visitor's token");
    const { conversationId, userId } = caller.visit;
    const secret = await resumes.create(conversationId, userId, "link");
    return { status: 200, body: { url: `${baseUrl}/#resume=${secret}`, expiresAt: new Date(now() + LINK_MS).toISOString() } };
  };
  return {
    method: "POST",
    path: "/chat/link",
    who: "token",
    origins: "listed",
    limit: "link",
    bodyBytesMax: 0,
    errors: "directline",
    handle,
  };
}
