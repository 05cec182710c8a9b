import type { FileNotTaken, Form as FilledForm, MessageFile } from "./conversation/display.js";
import type { Place } from "./reach/elsewhere.js";
import type { Heard } from "./conversation/heard.js";
import type { Instant } from "./time.js";
import type { Category, Channel, Form, Level, Locale, Nature, Priority, ReachChannel } from "./words.js";

/** One thing that happened to a conversation. */
export type Input =
  | { kind: "open"; opening: Opening }
  | {
      kind: "said";
      opening: Opening;
      text: string;
      /** Of the text; of a form's contact where it has one. */
      heard: Heard;
      button: { askId: string; choice: string } | null;
      form: FilledForm | null;
      attachments: MessageFile[];
      /** Sent along on a channel that gives addresses of files, and not taken. */
      notTaken?: readonly FileNotTaken[];
      clientKey: string | null;
      /** Pressed here, asked in another conversation: that one's id, and what it is to get. */
      forward?: { conversationId: string; value: unknown };
    }
  /** Of a message of this conversation that was shown at another of the same customer's. */
  | {
      kind: "pressed";
      customerId: string;
      at: Place;
      text: string;
      heard: Heard;
      button: { askId: string; choice: string } | null;
      form: FilledForm | null;
    }
  /** Said in another conversation of the same customer's, and shown here as well. */
  | { kind: "relayed"; customerId: string; text: string; buttons: RelayedButton[]; attachments: MessageFile[] }
  /** Edited or, with no text, deleted by its customer on a channel where that is possible; `ticketId`: what it was about. */
  | { kind: "revised"; messageId: string; ticketId: string | null; text: string | null }
  /** Opens a conversation of its own, of a channel on which nothing can be shown. */
  | { kind: "registered"; opening: Opening; by: Actor; demand: RegisteredDemand }
  | { kind: "seen"; seq: number }
  | { kind: "due" }
  /** A message was kept whose turn failed three times: the customer hears of it. */
  | { kind: "trouble" }
  | { kind: "act"; by: Actor; act: Act };

/** `askId` names the conversation that asks as well. */
export interface RelayedButton {
  askId: string;
  choice: string;
  label: string;
}

/** What is known of who writes and from where; enough to open the conversation where it does not stand yet. */
export interface Opening {
  conversationId: string;
  channel: Channel;
  channelConversationId: string;
  channelUserId: string;
  locale: Locale | null;
  zone: string | null;
  /** Who the site says it is, by its signature; null: a visitor it did not name. */
  profile: Profile | null;
}

/** What a channel vouches for about the person; never taken from what was typed. */
export interface Profile {
  name: string | null;
  company: string | null;
  /** Normalised. */
  email: string | null;
  /** E.164. */
  phone: string | null;
}

/** A demand as an agent took it down. */
export interface RegisteredDemand {
  text: string;
  heard: Heard;
  /** Phone as E.164, e-mail normalised. */
  customer: Pick<Profile, "name" | "company" | "email" | "phone">;
  /** What the agent chose: it wins over what was understood. */
  set: { category?: Category; form?: Form; urgency?: Level; importance?: Level };
  /** Promised there and then. */
  call: { at: Instant; why: string } | null;
}

export interface Actor {
  agentId: string;
  name: string;
}

/** How one ticket belongs to another. */
export const LINK_KINDS = ["related", "same_cause", "follow_up", "duplicate"] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** What an agent does, by the API, the desk or Slack: the same verbs everywhere. */
export type Act =
  | { do: "takeover" }
  | { do: "handback" }
  | { do: "reply"; text: string; attachments: MessageFile[]; ticketId: string | null; force: boolean }
  | { do: "note"; ticketId: string; text: string }
  | { do: "update"; ticketId: string; text: string; nextUpdateAt: Instant | null }
  | { do: "evidence"; ticketId: string; ask: string }
  | { do: "assign"; ticketId: string; owner: string; team: string; reason: string }
  | {
      do: "prioritise";
      ticketId: string;
      reason: string;
      to: { priority: Priority } | { urgency: Level; importance: Level };
    }
  | {
      do: "classify";
      ticketId: string;
      reason: string;
      category?: Category | null;
      form?: Form;
      nature?: Nature | null;
      urgency?: Level;
      importance?: Level;
    }
  | {
      do: "resolve";
      ticketId: string;
      summary: string;
      outcome: string | null;
      prevention: string | null;
      rootCause: string | null;
    }
  /** `to`: a ticket of any conversation, known to exist. */
  | { do: "link"; ticketId: string; to: string; as: LinkKind }
  | { do: "cancel"; ticketId: string; reason: string }
  | { do: "accept"; ticketId: string; accepted: boolean; heardBy: string }
  | { do: "survey"; ticketId: string; scores: number[]; comment: string | null; heardBy: string }
  | { do: "visit"; ticketId: string; text: string }
  /** Where the customer is told things from now on; null: where they wrote last. */
  | { do: "prefer"; channel: ReachChannel | null }
  /** Whoever writes here is heard no more, or again. */
  | { do: "block"; reason: string }
  | { do: "unblock" }
  | { do: "settle"; commitmentId: string; text: string };

export type Refusal =
  | { refused: "unknown_conversation" }
  | { refused: "unknown_ticket" }
  | { refused: "unknown_commitment" }
  /** Another agent holds the conversation. */
  | { refused: "taken"; holder: string }
  | { refused: "not_held" }
  /** Several tickets are open: name one. */
  | { refused: "which_ticket"; ticketIds: string[] }
  | { refused: "ticket_ended"; status: string }
  | { refused: "not_resolved" }
  | { refused: "already_resolved" }
  | { refused: "already_settled" }
  | { refused: "bad_time"; why: "past" | "too_far" }
  | { refused: "bad_scores" }
  | { refused: "no_survey" }
  | { refused: "no_visit_owed" }
  | { refused: "settled_by_its_own_act"; act: string };

/** What a turn answers to whoever caused it; kept under the repeat key. */
export type Answer =
  | { ok: true; seq: number; messageId: string | null; noteId: string | null; ticketIds: string[] }
  | Refusal
  /** The turn failed three times; the input is kept and a person looks. */
  | { parked: true };
