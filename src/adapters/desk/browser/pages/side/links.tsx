import { useState } from "react";
import { Link } from "wouter";
import type { EventView, TicketView } from "../../../../../application/desk-views.js";
import { LINK_KINDS, type LinkKind } from "../../../../../domain/input.js";
import { Button, Popover, Select, TextInput } from "../../ui/controls.js";
import { PriorityBadge } from "../../ui/marks.js";
import { ProblemLine } from "../../ui/panes.js";
import { toast } from "../../ui/toast.js";
import { useMe } from "../../session/session.js";
import { useWords } from "../../words.js";
import { useTicket, useTicketEvents } from "../../work/reads.js";
import { langOf } from "../../work/lang.js";
import { TERMS } from "../../work/terms.js";
import { useAct } from "../../work/use-act.js";
import { linksOf } from "./links-of.js";
import { SIDE_WORDS } from "./words.js";

/** The tickets this one is linked to: by number and kind, each one click away. */
export function Links({ ticket }: { ticket: TicketView }) {
  const t = useWords(SIDE_WORDS);
  const me = useMe();
  const events: EventView[] = useTicketEvents(ticket.id).data?.items ?? [];
  const links = linksOf(ticket, events);
  return (
    <section className="sec">
      <h3>
        {t.links}
        {me.may("serve") ? <NewLink ticket={ticket} /> : null}
      </h3>
      {links.length === 0 ? <p className="small t3">{t.noLinks}</p> : null}
      <ul className="links">
        {links.map(({ to, as }) => (
          <Linked key={to} id={to} as={as} />
        ))}
      </ul>
    </section>
  );
}

function Linked({ id, as }: { id: string; as: LinkKind | null }) {
  const t = useWords(SIDE_WORDS);
  const terms = useWords(TERMS);
  const { data: other } = useTicket(id);
  if (other === undefined) return null;
  return (
    <li>
      <Link href={`/tickets/${other.number}`}>{other.number}</Link> <PriorityBadge priority={other.priority} />
      <small className="t3">
        {[as === null ? null : terms.link[as], terms.status[other.status]].filter(Boolean).join(t.dot)}
      </small>
      <p className="one-line" lang={langOf(other.text)}>
        {other.text}
      </p>
    </li>
  );
}

function NewLink({ ticket }: { ticket: TicketView }) {
  const t = useWords(SIDE_WORDS);
  const terms = useWords(TERMS);
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState("");
  const [kind, setKind] = useState<LinkKind>("related");
  const { busy, problem, run, clear } = useAct();
  const submit = async (event: React.FormEvent): Promise<void> => {
    event.preventDefault();
    const number = to.trim().replace(/^(\d+)$/, "T-$1");
    const answered = await run(`/tickets/${ticket.number}/links`, { ticketId: number, kind });
    if (!answered.ok) return;
    setOpen(false);
    setTo("");
    toast(t.linked(number.toUpperCase()));
  };
  return (
    <Popover opened={open} onChange={setOpen} width={300} trapFocus returnFocus position="bottom-end">
      <Popover.Target>
        <button type="button" className="link side-act" onClick={() => setOpen(!open)}>
          {t.link}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.linkTitle}>
        <form className="fields" onSubmit={(event) => void submit(event)}>
          <TextInput
            label={t.linkTo}
            placeholder="T-000123"
            value={to}
            onChange={(event) => {
              clear();
              setTo(event.currentTarget.value);
            }}
            pattern="\s*([Tt]-)?\d{1,9}\s*"
            title={t.linkFormat}
            required
            withAsterisk={false}
            data-autofocus
          />
          <Select
            label={t.linkKind}
            data={LINK_KINDS.map((value) => ({ value, label: terms.link[value] }))}
            value={kind}
            onChange={(value) => setKind(LINK_KINDS.find((one) => one === value) ?? kind)}
            comboboxProps={{ withinPortal: false }}
          />
          <ProblemLine problem={problem} />
          <Button type="submit" variant="filled" loading={busy}>
            {t.link}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
