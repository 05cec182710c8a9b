import type { Answer } from "../../http/route.js";

/** The documented codes of the Bot Framework that we answer with; `code` is stable, `message` is not. */
export type RefusalCode =
  | "BadArgument"
  | "BadSyntax"
  | "ConversationNotFound"
  | "MessageSizeTooBig"
  | "NotFound"
  | "NotSupported"
  | "ServiceError"
  | "TokenExpired"
  | "TooManyRequests";

/** Direct Line's ErrorResponse. */
export function refusal(status: number, code: RefusalCode, message: string): Answer {
  return { status, body: { error: { code, message } } };
}

export const badArgument = (message: string): Answer => refusal(400, "BadArgument", message);
