import { useState } from "react";
import type { TeamView } from "../../../../../../application/desk-views.js";
import { useRead } from "../../../api/queries.js";
import { usePreferences } from "../../../preferences.js";
import { useMe } from "../../../session/session.js";
import { Select } from "../../../ui/controls.js";
import type { List } from "../../../work/reads.js";
import { forgetKept } from "../../../work/writing.js";
import { useWords } from "../../../words.js";
import { useAtHand } from "../at-hand.js";
import { ActForm, ActText, useActText } from "./form.js";
import { useSoon } from "./soon.js";
import { ACT_WORDS } from "./words.js";

/** To a person, or to a team's duty post; with a reason, and undone within five seconds. */
export function AssignForm({ close }: { close: () => void }) {
  const t = useWords(ACT_WORDS);
  const { ticket } = useAtHand();
  const choices = useChoices();
  const soon = useSoon();
  const [to, setTo] = useState<string | null>(null);
  const [reason, setReason] = useActText("assign");
  const submit = (): void => {
    if (to === null) return;
    const [kind = "", id = ""] = to.split(":");
    const label = choices.find(({ value }) => value === to)?.label ?? "";
    const body = { ...(kind === "team" ? { team: id } : { owner: id }), reason };
    soon({ text: t.assigned(label), path: `/tickets/${ticket.id}/assign`, body, of: ({ owner }) => owner });
    forgetKept(`assign.${ticket.id}`);
    close();
  };
  return (
    <ActForm does={t.assign} ready={to !== null && reason.trim() !== ""} submit={submit} close={close}>
      <Select
        label={t.to}
        placeholder={t.toHint}
        data={choices}
        value={to}
        onChange={setTo}
        searchable
        nothingFoundMessage={t.nobody}
        comboboxProps={{ withinPortal: true }}
        maxDropdownHeight={260}
        data-autofocus
      />
      <ActText label={t.reason} hint={t.reasonHint} text={reason} set={setReason} required />
    </ActForm>
  );
}

/** Whoever is on duty first; oneself before all; by pinyin. */
function useChoices(): { value: string; label: string }[] {
  const t = useWords(ACT_WORDS);
  const me = useMe();
  const { locale } = usePreferences();
  const { agents, ticket } = useAtHand();
  const teams = useRead<List<Pick<TeamView, "id" | "name">>>(["teams"], "/teams").data?.items ?? [];
  const collator = new Intl.Collator("zh-CN-u-co-pinyin");
  const rank = ({ id, available }: { id: string; available: boolean }): number => (id === me.id ? 0 : available ? 1 : 2);
  const people = agents
    .filter(({ disabled, id }) => !disabled && id !== ticket.owner)
    .sort((a, b) => rank(a) - rank(b) || collator.compare(a.name, b.name))
    .map(({ id, name, available }) => ({
      value: `agent:${id}`,
      label: id === me.id ? t.meNow(name) : available ? name : t.away(name),
    }));
  return [...people, ...teams.map(({ id, name }) => ({ value: `team:${id}`, label: t.duty(name[locale]) }))];
}
