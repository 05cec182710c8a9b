import { Link, useSearchParams } from "wouter";
import { AUDIT_ACTIONS, type AuditView } from "../../../../../../application/audit.js";
import { query } from "../../../api/client.js";
import { useRead } from "../../../api/queries.js";
import { useSayTime } from "../../../clock/say-time.js";
import { Button, Select } from "../../../ui/controls.js";
import { Empty, Failed, Waiting } from "../../../ui/panes.js";
import { langOf } from "../../../work/lang.js";
import { usePages } from "../../../work/pages.js";
import { useAgents, type List } from "../../../work/reads.js";
import { TERMS } from "../../../work/terms.js";
import { useWords } from "../../../words.js";
import { usePeople, useTeamName } from "../teams.js";
import { detailText } from "./detail.js";
import { AUDIT_WORDS } from "./words.js";

const ANY = "";

/** Who did what that matters to security, newest first. */
export function AuditList() {
  const t = useWords(AUDIT_WORDS);
  const [params, setParams] = useSearchParams();
  const filter = { action: params.get("action"), agent: params.get("agent") };
  const path = `/audit${query({ ...filter, limit: 100 })}`;
  const { pages, error, again, more, busy } = usePages<List<AuditView>>(["audit", filter], path);
  const change = (name: "action" | "agent", value: string | null): void =>
    setParams(
      (current) => {
        const next = new URLSearchParams(current);
        if (value === null || value === ANY) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const entries = pages?.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <Filters filter={filter} change={change} />
      {pages === null ? (
        error === null ? (
          <Waiting rows={5} />
        ) : (
          <Failed error={error} again={again} />
        )
      ) : (
        <Entries entries={entries} />
      )}
      {more === null ? null : (
        <div>
          <Button loading={busy} onClick={more}>
            {t.more}
          </Button>
        </div>
      )}
    </>
  );
}

interface Filter {
  action: string | null;
  agent: string | null;
}

function Filters({ filter, change }: { filter: Filter; change: (name: "action" | "agent", value: string | null) => void }) {
  const t = useWords(AUDIT_WORDS);
  const people = usePeople();
  const isVirtual = useRead<{ mode: string }>(["clock"], "/clock").data?.mode === "virtual";
  return (
    <div className="audit-filters">
      <Select
        size="xs"
        w={190}
        aria-label={t.filterAction}
        data={[
          { value: ANY, label: t.anyAction },
          ...AUDIT_ACTIONS.map((action) => ({ value: action, label: t.action[action] })),
        ]}
        value={filter.action ?? ANY}
        onChange={(action) => change("action", action)}
      />
      <Select
        size="xs"
        w={150}
        searchable
        aria-label={t.filterAgent}
        data={[{ value: ANY, label: t.anybody }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
        value={filter.agent ?? ANY}
        onChange={(agent) => change("agent", agent)}
      />
      {isVirtual ? <span className="meta t3">{t.real}</span> : null}
    </div>
  );
}

function Entries({ entries }: { entries: readonly AuditView[] }) {
  const t = useWords(AUDIT_WORDS);
  const { columns } = t;
  if (entries.length === 0)
    return (
      <div className="box">
        <Empty title={t.none} />
      </div>
    );
  return (
    <div className="box">
      <table className="plain audit">
        <thead>
          <tr>
            <th scope="col">{columns.at}</th>
            <th scope="col">{columns.who}</th>
            <th scope="col">{columns.did}</th>
            <th scope="col">{columns.whom}</th>
            <th scope="col">{columns.detail}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Entry({ entry }: { entry: AuditView }) {
  const t = useWords(AUDIT_WORDS);
  const terms = useWords(TERMS);
  const say = useSayTime();
  const team = useTeamName();
  const who = entry.agentName ?? t.by[entry.by];
  return (
    <tr>
      <td className="nb">{say.at(entry.at, Date.now())}</td>
      <td lang={langOf(who)}>{who}</td>
      <td>{t.action[entry.action]}</td>
      <td>
        <Whom subject={entry.subject} />
      </td>
      <td className="t2">{detailText(entry.detail, { names: t.detail, role: terms.role, team })}</td>
    </tr>
  );
}

/** Colleagues by name, customers by a link; of what else there is the kind. */
function Whom({ subject }: { subject: AuditView["subject"] }) {
  const t = useWords(AUDIT_WORDS);
  const agents = useAgents().data?.items;
  if (subject === null) return null;
  if (subject.kind === "agent") {
    const name = agents?.find(({ id }) => id === subject.id)?.name ?? t.unknownAgent;
    return <span lang={langOf(name)}>{name}</span>;
  }
  const kind = t.kinds[subject.kind] ?? subject.kind;
  if (subject.kind === "customer") return <Link href={`/customers/${subject.id}`}>{kind}</Link>;
  if (subject.kind === "ticket") return <Link href={`/tickets/${subject.id}`}>{kind}</Link>;
  return kind;
}
