import { bigint, key, maybe, table, text, uuid } from "./table.js";

/** A ticket's card in a channel of the desk's own. `shown`: a hash of what stands there. */
export const slackCards = table(
  "slack_cards",
  {
    ticket_id: key(uuid),
    conversation_id: uuid,
    channel: text,
    ts: maybe(text),
    shown: maybe(text),
    /** The conversation's, of which the card was last asked for. */
    asked_version: bigint,
    card_delivery: maybe(uuid),
    mirrored_seq: bigint,
    asked_seq: bigint,
    mirror_delivery: maybe(uuid),
  },
  {
    references: { ticket_id: "tickets", conversation_id: "conversations" },
    goesWith: ["ticket_id", "conversation_id"],
    indexes: { slack_cards_conversation: ["conversation_id"], slack_cards_ts: ["ts"] },
  },
);

/** A reply that an agent wrote in Slack, and where its state is shown. */
export const slackReplies = table(
  "slack_replies",
  {
    draft_id: key(uuid),
    ticket_id: uuid,
    conversation_id: uuid,
    channel: text,
    thread_ts: text,
    ts: maybe(text),
    shown: maybe(text),
    mark_delivery: maybe(uuid),
  },
  {
    references: { draft_id: "drafts", ticket_id: "tickets", conversation_id: "conversations" },
    goesWith: ["draft_id", "ticket_id", "conversation_id"],
    indexes: {
      slack_replies_conversation: ["conversation_id"],
      slack_replies_ticket: ["ticket_id"],
      slack_replies_open: {
        on: ["draft_id"],
        where: "((shown IS NULL) OR (shown = ANY (ARRAY['held'::text, 'sent'::text])))",
      },
    },
  },
);
