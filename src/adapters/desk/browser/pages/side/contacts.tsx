import { useEffect, useState } from "react";
import type { CustomerView } from "../../../../../application/desk-views.js";
import { Button, Popover, TextInput } from "../../ui/controls.js";
import { ProblemLine } from "../../ui/panes.js";
import { useWords } from "../../words.js";
import { useAct } from "../../work/use-act.js";
import { SIDE_WORDS } from "./words.js";

type Kind = "phone" | "email";

interface Shown {
  values: (string | null)[];
  /** Browser time: a minute is a minute whatever the desk's clock does. */
  until: number;
}

const SHOWN_MS = 60_000;

/** A customer's phones or e-mails: masked until somebody says why, then in full for a minute; each look is logged (issue 4). */
export function Contacts({ customer, kind }: { customer: CustomerView; kind: Kind }) {
  const t = useWords(SIDE_WORDS);
  const [shown, setShown] = useState<Shown | null>(null);
  const [now, setNow] = useState(Date.now);
  useEffect(() => setShown(null), [customer.id]);
  useEffect(() => {
    if (shown === null) return;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= shown.until) setShown(null);
    }, 1_000);
    return () => clearInterval(timer);
  }, [shown]);
  const masked = customer.contacts.filter((contact) => contact.kind === kind);
  if (masked.length === 0) return <span className="t3">—</span>;
  const values = shown?.values ?? masked.map(({ value }) => value);
  return (
    <span className="contacts">
      {values.map((value, index) => (
        <span key={index} className="nb" lang="en">
          {value ?? t.erased}
        </span>
      ))}
      {masked.every(({ value }) => value === null) ? null : shown === null ? (
        <Ask
          customer={customer}
          kind={kind}
          show={(revealed) => {
            setNow(Date.now());
            setShown({ values: revealed, until: Date.now() + SHOWN_MS });
          }}
        />
      ) : (
        <button type="button" className="link" onClick={() => setShown(null)}>
          {t.hide} <small className="t3">{t.hidesIn(Math.max(0, Math.ceil((shown.until - now) / 1_000)))}</small>
        </button>
      )}
    </span>
  );
}

function Ask({ customer, kind, show }: { customer: CustomerView; kind: Kind; show: (values: (string | null)[]) => void }) {
  const t = useWords(SIDE_WORDS);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const { busy, problem, run } = useAct();
  const submit = async (event: React.FormEvent): Promise<void> => {
    event.preventDefault();
    const answered = await run<{ contacts: { value: string | null }[] }>(`/customers/${customer.id}/contacts/show`, {
      kind,
      reason,
    });
    if (!answered.ok) return;
    setOpen(false);
    setReason("");
    show(answered.body.contacts.map(({ value }) => value));
  };
  return (
    <Popover opened={open} onChange={setOpen} width={300} trapFocus returnFocus withinPortal>
      <Popover.Target>
        <button type="button" className="link" onClick={() => setOpen(!open)}>
          {t.show}
          <span className="sr"> {t[kind]}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.showWhy(t[kind])}>
        <form className="fields" onSubmit={(event) => void submit(event)}>
          <TextInput
            label={t.showWhy(t[kind])}
            description={t.showLogged}
            placeholder={t.showReason}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={500}
            required
            withAsterisk={false}
            data-autofocus
          />
          <ProblemLine problem={problem} />
          <Button type="submit" variant="filled" loading={busy}>
            {t.show}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
