import { statement } from "../../../statement.js";
import { CARD_WAITS } from "./card-waits.js";

// $1 ticket, $2 conversation, $3 channel, $4 the conversation's version, $5 delivery, $6 where a thread begins. Of all who see that the
// card is behind one asks. In another channel it is a new card. No row: somebody else asked.
export const askCard = statement(
  "slack-ask-card",
  `
  insert into slack_cards as c (ticket_id, conversation_id, channel, asked_version, card_delivery, mirrored_seq, asked_seq)
  values ($1, $2, $3, $4, $5, $6, $6)
  on conflict (ticket_id) do update set asked_version = excluded.asked_version, card_delivery = excluded.card_delivery,
    channel = excluded.channel, ts = case when c.channel = excluded.channel then c.ts end,
    shown = case when c.channel = excluded.channel then c.shown end,
    mirrored_seq = case when c.channel = excluded.channel then c.mirrored_seq else excluded.mirrored_seq end,
    asked_seq = case when c.channel = excluded.channel then c.asked_seq else excluded.asked_seq end
  where c.asked_version < excluded.asked_version and not ${CARD_WAITS}
  returning ticket_id`,
);
