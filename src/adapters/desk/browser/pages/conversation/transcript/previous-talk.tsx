import { Link } from "wouter";
import type { TicketView } from "../../../../../../application/desk-views.js";
import { useRead } from "../../../api/queries.js";
import { query } from "../../../api/client.js";
import { useSayTime } from "../../../clock/say-time.js";
import { useNow } from "../../../clock/now.js";
import { TERMS } from "../../../work/terms.js";
import type { List } from "../../../work/reads.js";
import { useWords } from "../../../words.js";
import { TRANSCRIPT_WORDS } from "./words.js";

const LOOKED_AT = 10;

/** The customer's last matter before this conversation, folded to one line. */
export function PreviousTalk({ ticket }: { ticket: TicketView }) {
  const t = useWords(TRANSCRIPT_WORDS);
  const terms = useWords(TERMS);
  const time = useSayTime();
  const now = useNow(60_000);
  const { customerId } = ticket;
  const { data } = useRead<List<TicketView>>(
    ["customer", customerId, "tickets", LOOKED_AT],
    `/tickets${query({ customerId, limit: LOOKED_AT })}`,
  );
  const last = data?.items.find((one) => one.conversationId !== ticket.conversationId && one.createdAt < ticket.createdAt);
  if (last === undefined) return null;
  return (
    <p className="event previous">
      {t.previous(time.at(last.createdAt, now), last.number, terms.status[last.status])}
      {" · "}
      <Link href={`/tickets/${last.number}`}>{t.open}</Link>
    </p>
  );
}
