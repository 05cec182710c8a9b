import { useClock, useNow } from "../clock/now.js";
import { useSayTime } from "../clock/say-time.js";
import { queryClient } from "../api/queries.js";
import { useMe } from "../session/session.js";
import { Button, Popover } from "../ui/controls.js";
import { ProblemLine } from "../ui/panes.js";
import { useWords } from "../words.js";
import { useAct } from "../work/use-act.js";
import { SHELL_WORDS } from "./words.js";

/** Desk time with its zone; on a virtual desk, as in a trial, administrators move it here. */
export function Clock() {
  const t = useWords(SHELL_WORDS);
  const now = useNow(1_000);
  const say = useSayTime();
  const me = useMe();
  const { data } = useClock();
  const told = (
    <>
      <b>{say.clock(now)}</b> {say.zoneName(now)}
      {t.dot}
      {say.day(now)}
    </>
  );
  if (data?.mode !== "virtual" || !me.may("move_clock")) return <span className="clock">{told}</span>;
  return (
    <Popover position="bottom-end" width={300}>
      <Popover.Target>
        <button type="button" className="clock virtual">
          <span className="sr">{t.moveClock} </span>
          {told}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Advance />
      </Popover.Dropdown>
    </Popover>
  );
}

/** ISO 8601, as the API takes them. */
const STEPS = ["PT8M", "PT30M", "PT2H", "P1D"] as const;

/** Forward only: all that falls due on the way is decided before it answers. */
function Advance() {
  const t = useWords(SHELL_WORDS);
  const { busy, problem, run } = useAct();
  const advance = async (step: string): Promise<void> => {
    const moved = await run("/clock", { advance: step });
    if (moved.ok) await queryClient.invalidateQueries();
  };
  return (
    <div className="advance">
      <p className="small">{t.virtual}</p>
      {STEPS.map((step) => (
        <Button key={step} disabled={busy} onClick={() => void advance(step)}>
          {t.steps[step]}
        </Button>
      ))}
      <ProblemLine problem={problem} />
    </div>
  );
}
