import { useSayTime } from "../../../clock/say-time.js";
import { Modal } from "../../../ui/controls.js";
import { useWords } from "../../../words.js";
import { useAtHand } from "../at-hand.js";
import { Why } from "../../side/promises/why.js";
import { useCommitmentRows } from "../../side/promises/use-facts.js";
import { nearestOf } from "./nearest.js";
import { STRIP_WORDS } from "./words.js";

/** Opened by "why is it due then": the same reasons as beside the commitment in the side panel. */
export default function WhyDialog({ close }: { close: () => void }) {
  const t = useWords(STRIP_WORDS);
  const time = useSayTime();
  const { ticket } = useAtHand();
  const { rows, now } = useCommitmentRows(ticket);
  const nearest = nearestOf(ticket.commitments);
  const row = rows.find(({ commitment }) => commitment.id === nearest?.id);
  if (row === undefined) return null;
  return (
    <Modal opened onClose={close} size={640} title={t.whyTitle(row.kind, time.at(row.commitment.dueAt, now))}>
      <Why row={row} ticket={ticket} />
    </Modal>
  );
}
