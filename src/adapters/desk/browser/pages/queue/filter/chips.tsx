import { IconX } from "../../../ui/icons.js";
import { useAgents } from "../../../work/reads.js";
import { TERMS } from "../../../work/terms.js";
import { useWords } from "../../../words.js";
import { QUEUE_WORDS } from "../words.js";
import { isFiltered, unfiltered, type Choice } from "./address.js";
import type { Filtering } from "./filter-button.js";
import { useTeamNames } from "./team-names.js";

/** What is filtered by, each with its way out; nothing while nothing is. */
export function Chips({ choice, change, counts }: Filtering) {
  const t = useWords(QUEUE_WORDS);
  const chips = useChips(choice, counts);
  if (chips.length === 0) return null;
  return (
    <div className="chips" role="group" aria-label={t.chips}>
      {chips.map(({ text, without }) => (
        <button
          key={text}
          type="button"
          className="chip"
          aria-label={t.without(text)}
          onClick={() => change({ ...choice, ...without })}
        >
          <span>{text}</span>
          <IconX size={14} aria-hidden />
        </button>
      ))}
      {isFiltered(choice) && chips.length > 1 ? (
        <button type="button" className="link small" onClick={() => change(unfiltered(choice))}>
          {t.clearAll}
        </button>
      ) : null}
    </div>
  );
}

function useChips(choice: Choice, counts: Filtering["counts"]): { text: string; without: Partial<Choice> }[] {
  const t = useWords(QUEUE_WORDS);
  const terms = useWords(TERMS);
  const teams = useTeamNames();
  const agents = useAgents().data?.items ?? [];
  const { team, owner, category, due, priority, status, holder, channel, unanswered } = choice;
  const ownerName = counts?.owner.find((each) => each.owner === owner)?.name ?? agents.find(({ id }) => id === owner)?.name;
  const all: [string | null, Partial<Choice>][] = [
    [team === null ? null : (teams.get(team) ?? team), { team: null }],
    [owner === null ? null : `${t.fields.owner} ${ownerName ?? ""}`.trim(), { owner: null }],
    [due.length === 0 ? null : t.list_(due.map((group) => t.groups[group])), { due: [] }],
    [priority.length === 0 ? null : t.list_(priority), { priority: [] }],
    [category === null ? null : terms.category[category], { category: null }],
    [status.length === 0 ? null : t.list_(status.map((each) => terms.status[each])), { status: [] }],
    [channel === null ? null : terms.channel[channel], { channel: null }],
    [holder === null ? null : `${t.fields.holder} ${t.holder[holder]}`, { holder: null }],
    [unanswered ? t.unansweredOnly : null, { unanswered: false }],
  ];
  return all.flatMap(([text, without]) => (text === null ? [] : [{ text, without }]));
}
