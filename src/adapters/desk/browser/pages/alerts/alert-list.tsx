import { Link } from "wouter";
import type { AlertPage, AlertView } from "../../../../../application/alerts/alerts.js";
import type { CommitmentState } from "../../../../../domain/words.js";
import { useNow } from "../../clock/now.js";
import { useSayTime } from "../../clock/say-time.js";
import { Button } from "../../ui/controls.js";
import { IconCircleCheck } from "../../ui/icons.js";
import { StateGlyph, type Ink } from "../../ui/marks.js";
import { Empty, Failed, ProblemLine, Waiting } from "../../ui/panes.js";
import { toast } from "../../ui/toast.js";
import { langOf } from "../../work/lang.js";
import { usePages } from "../../work/pages.js";
import { TERMS } from "../../work/terms.js";
import { useAct } from "../../work/use-act.js";
import { useWords } from "../../words.js";
import { Resend } from "./resend.js";
import { ALERT_WORDS } from "./words.js";

const AT_ONCE = 100;

/** Newest first. Seen is each person's own: nobody else's list changes. */
export function AlertList({ unseenOnly }: { unseenOnly: boolean }) {
  const t = useWords(ALERT_WORDS);
  const act = useAct();
  const path = `/alerts?limit=${AT_ONCE}${unseenOnly ? "&seen=false" : ""}`;
  const { pages, error, again, more, busy } = usePages<AlertPage>(["alerts", "list", unseenOnly], path);
  if (pages === null) return error === null ? <Waiting rows={5} /> : <Failed error={error} again={again} />;
  const alerts = pages.flatMap(({ items }) => items);
  const unseen = alerts.filter(({ seenAt }) => seenAt === null).map(({ id }) => id);
  const see = async (ids: string[]): Promise<void> => {
    const answered = await act.run("/alerts/seen", { ids: ids.slice(0, 200) });
    if (answered.ok) toast(t.saw(ids.length));
  };
  if (alerts.length === 0) return <Nothing unseenOnly={unseenOnly} />;
  return (
    <>
      {act.problem === null ? null : <ProblemLine problem={act.problem} />}
      <div className="box">
        <table className="plain">
          <Columns />
          <tbody>
            {alerts.map((alert) => (
              <Row key={alert.id} alert={alert} see={() => void see([alert.id])} />
            ))}
          </tbody>
        </table>
      </div>
      <div className="acts">
        {unseen.length > 1 ? (
          <Button loading={act.busy} onClick={() => void see(unseen)}>
            {t.seeAll(unseen.length)}
          </Button>
        ) : null}
        {more === null ? null : (
          <Button loading={busy} onClick={more}>
            {t.more}
          </Button>
        )}
      </div>
    </>
  );
}

function Nothing({ unseenOnly }: { unseenOnly: boolean }) {
  const t = useWords(ALERT_WORDS);
  return (
    <div className="box">
      <Empty icon={<IconCircleCheck size={32} aria-hidden />} tone="good" title={unseenOnly ? t.emptyUnseen : t.emptyAll}>
        <p>{t.emptyUnseenText}</p>
      </Empty>
    </div>
  );
}

function Columns() {
  const { columns } = useWords(ALERT_WORDS);
  return (
    <thead>
      <tr>
        <th scope="col">{columns.since}</th>
        <th scope="col">{columns.level}</th>
        <th scope="col">{columns.what}</th>
        <th scope="col">{columns.ticket}</th>
        <th scope="col">{columns.now}</th>
        <th scope="col">
          <span className="sr">{columns.act}</span>
        </th>
      </tr>
    </thead>
  );
}

function Row({ alert, see }: { alert: AlertView; see: () => void }) {
  const t = useWords(ALERT_WORDS);
  const say = useSayTime();
  const now = useNow();
  return (
    <tr className={alert.seenAt === null ? "unseen" : undefined}>
      <td className="nb">
        <b>{say.at(alert.at, now)}</b>
        <div className="meta t3">{t.ago(say.span(now - Date.parse(alert.at)))}</div>
      </td>
      <td className="nb">{alert.level === null ? t.you : t.level[alert.level]}</td>
      <td>
        <What alert={alert} />
      </td>
      <td>
        <Of alert={alert} see={see} />
      </td>
      <td>{alert.commitment === null ? null : <Now state={alert.commitment.state} />}</td>
      <td className="act">
        {alert.seenAt === null ? (
          <Button size="compact-sm" onClick={see}>
            {t.see}
          </Button>
        ) : (
          <span className="meta t3">{t.seen}</span>
        )}
      </td>
    </tr>
  );
}

function What({ alert }: { alert: AlertView }) {
  const t = useWords(ALERT_WORDS);
  const terms = useWords(TERMS);
  const say = useSayTime();
  const now = useNow();
  const { kind, commitment, deliveryId, why, by } = alert;
  if (kind === "mentioned") return t.mentioned(by?.name ?? "");
  if (kind !== "owner_warned" && kind !== "alert_raised")
    return (
      <>
        {t.what[kind]}
        {why === null ? null : <div className="meta t3">{t.because(why)}</div>}
        {deliveryId === null ? null : <Resend id={deliveryId} isUnknown={kind === "delivery_outcome_unknown"} />}
      </>
    );
  const what = commitment === null ? t.noCommitment : terms.kind[commitment.kind];
  const due = say.at(commitment?.dueAt ?? alert.at, now);
  return kind === "owner_warned" ? t.warned(what, due) : t.raised(what, due);
}

/** The ticket; whoever opens it has seen the alert. */
function Of({ alert: { number, customer, seenAt }, see }: { alert: AlertView; see: () => void }) {
  const name = customer?.name ?? customer?.company ?? "";
  if (number === null) return <span lang={langOf(name)}>{name}</span>;
  return (
    <Link href={`/tickets/${number}`} className="nb" onClick={() => (seenAt === null ? see() : undefined)}>
      {number}
      {name === "" ? null : <span lang={langOf(name)}>·{name}</span>}
    </Link>
  );
}

const INKS: Record<CommitmentState, Ink> = {
  owed: "owed",
  paused: "paused",
  met: "kept",
  broken: "overdue",
  dropped: "dropped",
};

function Now({ state }: { state: CommitmentState }) {
  const t = useWords(ALERT_WORDS);
  return (
    <span className={`state ink-${INKS[state]}`}>
      <StateGlyph word={INKS[state]} />
      {t.now[state]}
    </span>
  );
}
