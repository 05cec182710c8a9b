import { useState } from "react";
import { queryClient } from "../../api/queries.js";
import { useMe } from "../../session/session.js";
import { Ask } from "../../ui/ask.js";
import { Button } from "../../ui/controls.js";
import { ProblemLine } from "../../ui/panes.js";
import { toast } from "../../ui/toast.js";
import { useAct } from "../../work/use-act.js";
import { useWords } from "../../words.js";
import { ALERT_WORDS } from "./words.js";

const OUTCOME_MS = 3_000;

/** Sends again what did not go out; asks first where it may have arrived. */
export function Resend({ id, isUnknown }: { id: string; isUnknown: boolean }) {
  const t = useWords(ALERT_WORDS);
  const me = useMe();
  const act = useAct();
  const [asking, setAsking] = useState(false);
  if (!me.may("resend")) return null;
  const run = async (): Promise<void> => {
    const answered = await act.run(`/deliveries/${id}/resend`, {});
    if (!answered.ok) return;
    setAsking(false);
    toast(t.resent);
    const look = (): void => void queryClient.invalidateQueries({ queryKey: ["deliveries"] });
    look();
    // No hint tells what became of it.
    setTimeout(look, OUTCOME_MS);
  };
  return (
    <>
      <Button size="compact-sm" loading={act.busy} onClick={() => (isUnknown ? setAsking(true) : void run())}>
        {t.resend}
      </Button>
      {asking ? null : <ProblemLine problem={act.problem} />}
      <Ask
        opened={asking}
        close={() => setAsking(false)}
        title={t.resendTitle}
        act={t.resend}
        run={() => void run()}
        busy={act.busy}
        problem={act.problem}
      >
        <p>{t.resendUnknown}</p>
      </Ask>
    </>
  );
}
