import { DUE_GROUPS } from "../../../../../../application/desk-pages.js";
import { CATEGORIES, CHANNELS, HOLDERS, PRIORITIES, TICKET_STATUSES } from "../../../../../../domain/words.js";
import { Select } from "../../../ui/controls.js";
import { PriorityBadge } from "../../../ui/marks.js";
import { TERMS } from "../../../work/terms.js";
import { useWords } from "../../../words.js";
import { QUEUE_WORDS } from "../words.js";
import type { Filtering } from "./filter-button.js";
import { useTeamNames } from "./team-names.js";

/** Still at work; what has ended is in the queue only while it owes something. */
const STATUSES = TICKET_STATUSES.filter((status) => status !== "merged");

/** All that the queue can be narrowed by; what is chosen acts at once. */
export default function FilterForm(filtering: Filtering) {
  const { choice } = filtering;
  return (
    <div className="filter-form">
      <Due {...filtering} />
      <Priorities {...filtering} />
      {choice.tab === "team" || choice.tab === "waiting" ? <Owner {...filtering} /> : null}
      {choice.tab === "mine" ? null : <Team {...filtering} />}
      <Categories {...filtering} />
      {choice.tab === "waiting" ? null : <Statuses {...filtering} />}
      <Channels {...filtering} />
      <Holding {...filtering} />
    </div>
  );
}

function Due({ choice, change, counts }: Filtering) {
  const t = useWords(QUEUE_WORDS);
  return (
    <Field name={t.fields.due}>
      {DUE_GROUPS.map((group) => (
        <Pill key={group} on={choice.due.includes(group)} press={() => change({ ...choice, due: toggled(choice.due, group) })}>
          {t.groups[group]}
          {counts === null ? null : <small>{t.count(counts.due[group], counts.more)}</small>}
        </Pill>
      ))}
    </Field>
  );
}

function Priorities({ choice, change }: Filtering) {
  const t = useWords(QUEUE_WORDS);
  return (
    <Field name={t.fields.priority}>
      {PRIORITIES.map((priority) => (
        <Pill
          key={priority}
          on={choice.priority.includes(priority)}
          press={() => change({ ...choice, priority: toggled(choice.priority, priority) })}
        >
          <PriorityBadge priority={priority} />
        </Pill>
      ))}
    </Field>
  );
}

function Owner({ choice, change, counts }: Filtering) {
  const t = useWords(QUEUE_WORDS);
  const owners = (counts?.owner ?? []).map(({ owner, name, count }) => ({ value: owner, label: `${name} ${count}` }));
  return (
    <Choose
      name={t.fields.owner}
      value={choice.owner}
      none={t.anyone}
      data={owners}
      change={(owner) => change({ ...choice, owner })}
    />
  );
}

function Team({ choice, change }: Filtering) {
  const t = useWords(QUEUE_WORDS);
  const teams = [...useTeamNames()].map(([value, label]) => ({ value, label }));
  return (
    <Choose
      name={t.fields.team}
      value={choice.team}
      none={t.allTeams}
      data={teams}
      change={(team) => change({ ...choice, team })}
    />
  );
}

function Categories({ choice, change, counts }: Filtering) {
  const t = useWords(QUEUE_WORDS);
  const terms = useWords(TERMS);
  return (
    <Field name={t.fields.category}>
      {CATEGORIES.map((category) => (
        <Pill
          key={category}
          on={choice.category === category}
          press={() => change({ ...choice, category: choice.category === category ? null : category })}
        >
          {terms.category[category]}
          {counts === null ? null : <small>{counts.category.find((each) => each.category === category)?.count ?? 0}</small>}
        </Pill>
      ))}
    </Field>
  );
}

function Statuses({ choice, change, counts }: Filtering) {
  const t = useWords(QUEUE_WORDS);
  const terms = useWords(TERMS);
  const counted = (status: string): number => counts?.status.find((each) => each.status === status)?.count ?? 0;
  return (
    <Field name={t.fields.status}>
      {STATUSES.map((status) => (
        <Pill
          key={status}
          on={choice.status.includes(status)}
          press={() => change({ ...choice, status: toggled(choice.status, status) })}
        >
          {terms.status[status]}
          {counts === null ? null : <small>{counted(status)}</small>}
        </Pill>
      ))}
    </Field>
  );
}

function Channels({ choice, change }: Filtering) {
  const t = useWords(QUEUE_WORDS);
  const terms = useWords(TERMS);
  return (
    <Field name={t.fields.channel}>
      {CHANNELS.filter((channel) => channel !== "terminal").map((channel) => (
        <Pill
          key={channel}
          on={choice.channel === channel}
          press={() => change({ ...choice, channel: choice.channel === channel ? null : channel })}
        >
          {terms.channel[channel]}
        </Pill>
      ))}
    </Field>
  );
}

function Holding({ choice, change }: Filtering) {
  const t = useWords(QUEUE_WORDS);
  return (
    <Field name={t.fields.holder}>
      {HOLDERS.map((holder) => (
        <Pill
          key={holder}
          on={choice.holder === holder}
          press={() => change({ ...choice, holder: choice.holder === holder ? null : holder })}
        >
          {t.holder[holder]}
        </Pill>
      ))}
      <Pill on={choice.unanswered} press={() => change({ ...choice, unanswered: !choice.unanswered })}>
        {t.unansweredOnly}
      </Pill>
    </Field>
  );
}

const toggled = <T,>(all: readonly T[], one: T): readonly T[] =>
  all.includes(one) ? all.filter((each) => each !== one) : [...all, one];

function Field({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <fieldset>
      <legend>{name}</legend>
      <div className="pills">{children}</div>
    </fieldset>
  );
}

function Pill({ on, press, children }: { on: boolean; press: () => void; children: React.ReactNode }) {
  return (
    <button type="button" className="pill" aria-pressed={on} onClick={press}>
      {children}
    </button>
  );
}

interface Choosing {
  name: string;
  value: string | null;
  /** What stands there while nothing is chosen. */
  none: string;
  data: { value: string; label: string }[];
  change: (to: string | null) => void;
}

function Choose({ name, value, none, data, change }: Choosing) {
  const t = useWords(QUEUE_WORDS);
  return (
    <Select
      label={name}
      size="xs"
      searchable
      data={data}
      value={value}
      placeholder={none}
      nothingFoundMessage={t.nobodyFound}
      allowDeselect
      clearable
      comboboxProps={{ withinPortal: false }}
      onChange={change}
    />
  );
}
