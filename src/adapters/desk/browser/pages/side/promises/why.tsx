import type { TicketView } from "../../../../../../application/desk-views.js";
import { useNow } from "../../../clock/now.js";
import { useSayTime } from "../../../clock/say-time.js";
import { useWords, words } from "../../../words.js";
import { COMMITMENT_WORDS } from "./commitment-words.js";
import { useNames, type CommitmentRow } from "./use-facts.js";
import "./why.css";

const WORDS = words(
  {
    start: "起点",
    rule: "规则",
    clock: "时钟",
    pauses: "暂停",
    sum: "算式",
    alerts: "已提醒",
    silence: "到点未说",
    always: "全天计时，不跳过夜间和节假日",
    service: "只计服务时段，夜间和节假日不算",
    policy: (version: string) => `政策 ${version}`,
    noPause: "没有暂停",
    paused: (span: string) => `累计 ${span}，到期已顺延`,
    pausedSince: (at: string) => `${at} 起暂停，等客户；接上后照样顺延`,
    serviceSpan: "服务时段内的时限",
    pause: (span: string) => `暂停 ${span}`,
    none: "没有",
    nothingMore: "不再有自动动作",
    settled: "已经了结",
    now: (at: string) => `现在 ${at}`,
    from: (at: string) => `${at} 起算`,
    due: (at: string) => `${at} 到期`,
    line: "从起点到到期",
  },
  {
    start: "Start",
    rule: "Rule",
    clock: "Clock",
    pauses: "Pauses",
    sum: "Sum",
    alerts: "Alerts",
    silence: "If nothing is said",
    always: "Runs day and night, holidays too",
    service: "Runs in service hours only",
    policy: (version: string) => `policy ${version}`,
    noPause: "None",
    paused: (span: string) => `${span} in all; the due has moved on by that`,
    pausedSince: (at: string) => `Since ${at}, waiting for the customer; the due moves on by that`,
    serviceSpan: "its time in service hours",
    pause: (span: string) => `paused ${span}`,
    none: "None",
    nothingMore: "Nothing more happens by itself",
    settled: "It is settled",
    now: (at: string) => `now ${at}`,
    from: (at: string) => `from ${at}`,
    due: (at: string) => `due ${at}`,
    line: "From start to due",
  },
);

/** Why a commitment is due when it is: start, rule, clock, pauses, the sum, alerts, and what comes if nothing is said (design 3). */
export function Why({ row, ticket }: { row: CommitmentRow; ticket: Pick<TicketView, "owner"> }) {
  const t = useWords(WORDS);
  const c = useWords(COMMITMENT_WORDS);
  const time = useSayTime();
  const now = useNow();
  const { commitment, said } = row;
  const { startedAt, dueAt, why, clock, policyVersion, pausedAt, pausedMs, byReprioritising } = commitment;
  const rule = c.rule(why);
  // Between the minutes that are shown, so that the sum is one for whoever adds it up.
  const span = minuteOf(dueAt) - minuteOf(startedAt) - pausedMs;
  const pauses = [
    pausedMs > 0 ? t.paused(time.span(pausedMs)) : "",
    pausedAt === null ? "" : t.pausedSince(time.at(pausedAt, now)),
  ];
  const sum = [
    time.at(startedAt, now),
    clock === "service" ? t.serviceSpan : time.span(span),
    ...(pausedMs > 0 ? [t.pause(time.span(pausedMs))] : []),
  ];
  return (
    <div className="why-facts">
      <Line row={row} />
      <dl className="pairs">
        <dt>{t.start}</dt>
        <dd>
          <span className="nb">{time.at(startedAt, now)}</span> {rule.start}
        </dd>
        <dt>{t.rule}</dt>
        <dd>
          {rule.long} <span className="t3 nb">{t.policy(policyVersion.slice(0, VERSION_SHOWN))}</span> <code>{why}</code>
          {byReprioritising ? <p className="t2">{c.moved}</p> : null}
        </dd>
        <dt>{t.clock}</dt>
        <dd>{clock === "service" ? t.service : t.always}</dd>
        <dt>{t.pauses}</dt>
        <dd>{pauses.filter((part) => part !== "").join("；") || t.noPause}</dd>
        <dt>{t.sum}</dt>
        <dd>
          <b>
            {sum.join(" + ")} = {time.at(dueAt, now)}
          </b>
        </dd>
        <dt>{t.alerts}</dt>
        <dd>
          <Alerts row={row} />
        </dd>
        <dt>{t.silence}</dt>
        <dd>{said.outcome !== null && commitment.endedAt !== null ? t.settled : <Ahead row={row} owner={ticket.owner} />}</dd>
      </dl>
    </div>
  );
}

const VERSION_SHOWN = 8;
const MINUTE_MS = 60_000;
const minuteOf = (iso: string): number => Math.floor(Date.parse(iso) / MINUTE_MS) * MINUTE_MS;

function Alerts({ row: { commitment } }: { row: CommitmentRow }) {
  const t = useWords(WORDS);
  const c = useWords(COMMITMENT_WORDS);
  const time = useSayTime();
  const nameOf = useNames();
  const now = useNow();
  if (commitment.alerts.length === 0) return t.none;
  return (
    <ul>
      {commitment.alerts.map(({ level, at, to }) => (
        <li key={level}>
          <span className="nb">{time.at(at, now)}</span> {c.alert[level](nameOf(to))}
        </li>
      ))}
    </ul>
  );
}

function Ahead({ row: { commitment }, owner }: { row: CommitmentRow; owner: string }) {
  const t = useWords(WORDS);
  const c = useWords(COMMITMENT_WORDS);
  const time = useSayTime();
  const nameOf = useNames();
  const now = useNow();
  if (commitment.steps.length === 0) return t.nothingMore;
  return (
    <ul>
      {commitment.steps.map((step) => (
        <li key={`${step.at} ${step.do}`}>
          <span className="nb">{time.at(step.at, now)}</span> {c.step[step.do](nameOf(owner))}
        </li>
      ))}
    </ul>
  );
}

/** From start to due as a line, with now and the alerts on it. */
function Line({ row: { commitment, facts } }: { row: CommitmentRow }) {
  const t = useWords(WORDS);
  const time = useSayTime();
  const now = useNow();
  const [from, to] = [Date.parse(commitment.startedAt), Date.parse(commitment.dueAt)];
  const end = Math.max(to, from + 1);
  const place = (at: number): string => `${Math.min(100, Math.max(0, ((at - from) / (end - from)) * 100)).toFixed(1)}%`;
  const until = commitment.endedAt === null ? now : Date.parse(commitment.endedAt);
  const running = commitment.endedAt === null && now > from && now < to;
  return (
    <div className={`why-line ink-${facts.word}`} role="img" aria-label={t.line}>
      <div className="track">
        <i className="run" style={{ width: place(until) }} />
        {commitment.alerts.map(({ level, at }) => (
          <i key={level} className="tick" style={{ left: place(Date.parse(at)) }} />
        ))}
        {running ? (
          <>
            <i className="at" style={{ left: place(now) }} />
            <span className="now" style={{ left: `clamp(28px, ${place(now)}, calc(100% - 28px))` }}>
              {t.now(time.clock(now))}
            </span>
          </>
        ) : null}
        <i className="end" />
      </div>
      <p>
        <span>{t.from(time.at(from, now))}</span>
        <b>{t.due(time.at(to, now))}</b>
      </p>
    </div>
  );
}
