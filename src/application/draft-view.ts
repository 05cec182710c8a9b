import type { MessageFile } from "../domain/conversation/display.js";

// A held reply as the API shows it: apart from what holds it, so that a page can know it.

/** Why a held reply did not go out: a refusal of the turn, `parked`, or `unreadable`. `holder`: who has the conversation. */
export interface DraftFailure {
  code: string;
  holder: string | null;
}

/** A reply held for undo. It is no message: it has no sequence, and no customer sees it, until it is released. */
export interface DraftView {
  id: string;
  conversationId: string;
  ticketId: string | null;
  state: "held" | "sent" | "failed" | "taken_back";
  text: string;
  attachments: MessageFile[];
  createdAt: string;
  /** Machine time. */
  releaseAt: string;
  reason: DraftFailure | null;
}
