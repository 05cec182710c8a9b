import { useState } from "react";
import { useLocation } from "wouter";
import type { QueueCustomer } from "../../../../../application/desk-pages.js";
import type { TicketView } from "../../../../../application/desk-views.js";
import { newKey, type Problem } from "../../api/client.js";
import { deskNow, deskZone } from "../../clock/now.js";
import { useKeys } from "../../keys/keys.js";
import { Button } from "../../ui/controls.js";
import { ProblemLine } from "../../ui/panes.js";
import { toast } from "../../ui/toast.js";
import { useWords } from "../../words.js";
import { named } from "../side/words.js";
import { useAct } from "../../work/use-act.js";
import { forgetKept, useKeptText } from "../../work/writing.js";
import { Call, Heard, Understood, WhoFields, type Filling } from "./new/fields.js";
import { bodyOf, draftOf, fieldOf, missingIn, type Draft, type Missing } from "./new/form.js";
import { Known } from "./new/known.js";
import { NEW_WORDS } from "./new/words.js";
import "../side/side.css";
import "./new/new.css";

const KEPT = "new-ticket";

/** A demand that came by phone, e-mail or a visit (issue 4, 4): what is half written stays; Ctrl+Enter registers it. */
export function Page() {
  const t = useWords(NEW_WORDS);
  const { draft, change, clear, submit, busy, problem, missing, unplaced } = useRegistering();
  useKeys([{ press: "ctrl+enter", does: t.submitKey, inText: true, run: () => void submit() }]);
  const wrong = useWrong(problem, missing);
  const filling: Filling = { draft, change, wrong };
  return (
    <form
      className="page new-page"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <header>
        <div>
          <h1>{t.title}</h1>
          <p className="small t2">{t.under}</p>
        </div>
      </header>
      <Boxes filling={filling} problem={problem} />
      <footer className="form-acts">
        <ProblemLine problem={unplaced} />
        <span className="small t3">{t.kept}</span>
        <Button onClick={clear}>{t.clear}</Button>
        <Button type="submit" variant="filled" loading={busy}>
          {t.submit} <kbd>Ctrl ↵</kbd>
        </Button>
      </footer>
    </form>
  );
}

function Boxes({ filling, problem }: { filling: Filling; problem: Problem | null }) {
  const t = useWords(NEW_WORDS);
  const { draft, change, wrong } = filling;
  return (
    <div className="new-columns">
      <section className="box">
        <h2>{t.what}</h2>
        <div className="inset fields">
          <Heard {...filling} />
        </div>
      </section>
      <section className="box">
        <h2>{t.who}</h2>
        <div className="inset fields">
          {draft.customerId === "" ? <WhoFields {...filling} /> : null}
          <p className="problem" role="alert">
            {wrong("customerId")}
          </p>
          <Known draft={draft} choose={(customerId) => change({ customerId })} choices={choicesIn(problem)} />
        </div>
      </section>
      <section className="box">
        <h2>
          {t.understood} <small>{t.understoodUnder}</small>
        </h2>
        <div className="inset">
          <Understood {...filling} />
        </div>
      </section>
      <section className="box">
        <h2>
          {t.call} <small>{t.callUnder}</small>
        </h2>
        <div className="inset">
          <Call {...filling} />
        </div>
      </section>
    </div>
  );
}

function useRegistering() {
  const t = useWords(NEW_WORDS);
  const [, go] = useLocation();
  const [kept, keep] = useKeptText(KEPT);
  const { busy, problem, run, clear: forgive } = useAct();
  const [missing, setMissing] = useState<Missing[]>([]);
  const draft = draftOf(kept);
  const set = (next: Draft): void => keep(JSON.stringify(next));
  const change = (fields: Partial<Draft>): void => {
    forgive();
    setMissing([]);
    // Other words are another demand.
    set({ ...draft, ...fields, key: "" });
  };
  const submit = async (): Promise<void> => {
    if (busy) return;
    const gaps = missingIn(draft);
    setMissing(gaps);
    if (gaps[0] !== undefined) return focusOn(gaps[0] === "customer" ? "phone" : gaps[0]);
    const key = draft.key === "" ? newKey() : draft.key;
    set({ ...draft, key });
    const answered = await run<TicketView>("/tickets", bodyOf(draft, { now: deskNow(), zone: deskZone() }), { key });
    if (!answered.ok) return focusOn(fieldOf(answered.problem));
    forgetKept(KEPT);
    toast(t.done(answered.body.number));
    go(`/tickets/${answered.body.number}`);
  };
  const unplaced = problem === null || fieldOf(problem) !== null ? null : problem;
  const clear = (): void => {
    forgive();
    setMissing([]);
    keep("");
  };
  return { draft, change, clear, submit, busy, problem, missing, unplaced };
}

const focusOn = (field: keyof Draft | null): void => document.getElementById(`new-${field ?? ""}`)?.focus();

/** The refusal of each field in words; what the desk says of a field that has no words of its own is shown as it is. */
function useWrong(problem: Problem | null, missing: readonly Missing[]): Filling["wrong"] {
  const t = useWords(NEW_WORDS);
  const refused = problem === null ? null : fieldOf(problem);
  return (field) => {
    const gap = missing.find((one) => one === field || (one === "customer" && field === "customerId"));
    if (gap !== undefined) return t.missing[gap];
    if (problem === null || refused !== field) return null;
    if (problem.code === "bad_contact") return named(t.refused.bad_contact, field);
    if (problem.code === "which_customer" || problem.code === "unknown_customer")
      return t.refused[problem.code] ?? problem.detail;
    if (problem.code === "bad_time") return problem["why"] === "too_far" ? t.refused.too_far : t.refused.past;
    return field === "email" ? t.refused.bad_contact.email : t.refused.odd;
  };
}

/** The files to choose from, where the contacts stand in several. */
function choicesIn(problem: Problem | null): QueueCustomer[] {
  const customers = problem?.code === "which_customer" ? problem["customers"] : null;
  return Array.isArray(customers) ? (customers as QueueCustomer[]) : [];
}
