import type { CommitmentView, TicketView } from "../../../../../../application/desk-views.js";
import type { CommitmentKind } from "../../../../../../domain/words.js";
import { useNow } from "../../../clock/now.js";
import { useSayTime, type SayTime } from "../../../clock/say-time.js";
import { useStateWord } from "../../../ui/marks.js";
import { useWords } from "../../../words.js";
import { useAgents, useTicketEvents } from "../../../work/reads.js";
import { TERMS } from "../../../work/terms.js";
import { factsOf, inOrder, latenessIn, type Facts } from "./commitment-facts.js";
import { COMMITMENT_WORDS } from "./commitment-words.js";
import { sayCommitment, type SaidCommitment } from "./say-commitment.js";

export interface CommitmentRow {
  commitment: CommitmentView;
  facts: Facts;
  said: SaidCommitment;
  kind: string;
  /** A person's name, the bot or the customer. */
  by: string;
}

/** Names of who owes, did or was told something: ids become people, the desk's own voices their words. */
export function useNames(): (id: string) => string {
  const agents = useAgents().data?.items ?? [];
  const terms = useWords(TERMS);
  const t = useWords(COMMITMENT_WORDS);
  const voices: Record<string, string> = { bot: terms.bot, customer: t.customer, desk: t.desk };
  return (id) => voices[id] ?? agents.find((agent) => agent.id === id)?.name ?? id.slice(0, 8);
}

/** The commitments of a ticket as they stand now, in order. */
export function useCommitmentRows(ticket: TicketView): { rows: CommitmentRow[]; now: number; time: SayTime } {
  const now = useNow();
  const time = useSayTime();
  const t = useWords(COMMITMENT_WORDS);
  const terms = useWords(TERMS);
  const stateWord = useStateWord();
  const nameOf = useNames();
  const lateBy = latenessIn(useTicketEvents(ticket.id).data?.items ?? []);
  const kindOf = (kind: CommitmentKind): string => terms.kind[kind];
  const rows = ticket.commitments.map((commitment) => {
    const facts = factsOf(commitment, now, { of: ticket, lateBy });
    const said = sayCommitment(commitment, facts, { t, time, now, paused: stateWord("paused") });
    return { commitment, facts, said, kind: kindOf(commitment.kind), by: nameOf(commitment.owedBy) };
  });
  return { rows: inOrder(rows), now, time };
}
