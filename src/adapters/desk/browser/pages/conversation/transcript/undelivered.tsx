import type { MessageDelivery } from "../../../../../../application/desk-views.js";
import { useMe } from "../../../session/session.js";
import { Button } from "../../../ui/controls.js";
import { IconAlertTriangle } from "../../../ui/icons.js";
import { ProblemLine } from "../../../ui/panes.js";
import { useAct } from "../../../work/use-act.js";
import { useWords } from "../../../words.js";
import { TRANSCRIPT_WORDS } from "./words.js";

/** What a channel did not take, in words; sent once more by those who may. */
export function Undelivered({ delivery: { id, state, reason } }: { delivery: MessageDelivery }) {
  const t = useWords(TRANSCRIPT_WORDS);
  const me = useMe();
  const act = useAct();
  return (
    <div className="undelivered">
      <IconAlertTriangle size={14} aria-hidden />
      <span>
        {t.channel[state] ?? state}
        {reason === null ? null : <code> {reason}</code>}
      </span>
      {me.may("resend") ? (
        <Button size="compact-xs" loading={act.busy} onClick={() => void act.run(`/deliveries/${id}/resend`)}>
          {t.resend}
        </Button>
      ) : null}
      <ProblemLine problem={act.problem} />
    </div>
  );
}
