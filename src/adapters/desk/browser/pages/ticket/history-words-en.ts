import type { Data, Saying, Sayings, Speaker } from "./history-line.js";

const BECAUSE: Record<string, string> = {
  seen: "the customer saw it",
  due: "due, and nothing said",
  held_by_bot: "nobody spoke, so the assistant told them beforehand",
  waiting_for_customer: "waiting for the customer",
  replaced_by_hold: "replaced by the time that was told",
  ticket_ended: "the ticket has ended",
  handed_back: "handed back to the assistant",
  cancelled: "the demand was cancelled",
  resolved: "a result was proposed",
  accepted: "the customer accepted",
  silence: "no answer came",
  not_accepted: "the customer did not accept",
  same_problem: "the same problem came back",
  reprioritised: "the priority changed",
  answered: "answered",
  settled: "done",
  called: "told by phone",
  visited: "visited",
};
const because = (value: unknown): string => BECAUSE[String(value)] ?? "";
const as = (title: string, detail: string): string | [string, string] => (detail === "" ? title : [title, detail]);

const ended =
  (verb: string): Saying =>
  ({ kind, dueAt, because: why, late }, s) =>
    as(
      `${s.kind(kind)} ${verb}, promised for ${s.at(dueAt)}`,
      [because(why), late === true ? "recorded after an interruption" : ""].filter((part) => part !== "").join(", "),
    );

const FIELD: Record<string, string> = {
  category: "category",
  form: "form",
  nature: "nature",
  urgency: "urgency",
  importance: "importance",
};

function changes({ before, after }: Data, s: Speaker): string {
  const [was, is] = [(before ?? {}) as Data, (after ?? {}) as Data];
  return Object.keys(is)
    .map((field) => `${FIELD[field] ?? field} ${s.term(field, was[field])} → ${s.term(field, is[field])}`)
    .join(", ");
}

/** What happened, as English-speaking colleagues read it. */
export const HISTORY_EN: Sayings = {
  ticket_opened: ({ priority, category, form }, s) =>
    as(`Registered as ${s.term("priority", priority)}`, `${s.term("category", category)} · ${s.term("form", form)}`),
  scope_confirmed: ({ scope }) =>
    `The customer said who is affected: ${{ all: "everybody", some: "some", unsure: "not sure" }[String(scope)] ?? "in their own words"}`,
  customer_added: () => "The customer added to it",
  handoff: ({ because: why }) =>
    as(
      "A person was promised",
      { asked: "the customer asked", not_understood: "the assistant didn't understand", asked_again: "the customer asked again" }[
        String(why)
      ] ?? "",
    ),
  agent_spoke: (_, s) => `${s.who} answered the customer`,
  progress_told: ({ next }, s) => as(`${s.who} told the customer how it stands`, `next by ${s.at(next)}`),
  commitment_opened: ({ kind, dueAt }, s) => `New commitment: ${s.kind(kind)} by ${s.at(dueAt)}`,
  commitment_said: ({ kind }, s) => as(`${s.kind(kind)} said`, "until the customer sees it"),
  commitment_met: ended("kept"),
  commitment_broken: ({ toldBefore, ...data }, s) => ended(toldBefore === true ? "missed, told in time" : "missed")(data, s),
  commitment_dropped: ended("no longer owed"),
  commitment_resumed: ({ kind, pausedMs }, s) => `${s.kind(kind)} goes on after a pause of ${s.span(pausedMs)}`,
  answered_late: ({ kind, lateMs }, s) => `${s.kind(kind)} came ${s.span(lateMs)} late`,
  held_by_bot: ({ kind, next }, s) =>
    as(`The assistant told the truth: ${s.kind(kind)}, no result yet`, `moved to ${s.at(next)}`),
  due_changed: ({ before, after }, s) =>
    as(`Due moved from ${s.at(before)} to ${s.at(after)}`, "counted again from the start, by the new priority"),
  owner_warned: ({ kind, to }, s) => as(`${s.name(to)} was reminded: ${s.kind(kind)} is due soon`, "once for each commitment"),
  alert_raised: ({ kind, level }, s) =>
    `${{ owner: "The owner", supervisor: "The supervisor", manager: "The manager" }[String(level)] ?? ""} was alerted: ${s.kind(kind)}`,
  unseen: ({ kind }, s) => as("The customer hasn't seen what was said", `${s.kind(kind)} is to be told by phone`),
  assigned: ({ before, after, reason }, s) => as(`${s.who} assigned it: ${s.name(before)} → ${s.name(after)}`, s.note(reason)),
  classified: ({ reason, ...data }, s) => as(`${s.who} corrected: ${changes(data, s)}`, s.note(reason)),
  reprioritised: ({ before, after, reason }, s) =>
    as(`${s.who} changed the priority: ${s.term("priority", before)} → ${s.term("priority", after)}`, s.note(reason)),
  evidence_asked: (_, s) =>
    as(`${s.who} asked the customer for more`, "investigation and solution pause meanwhile, progress doesn't"),
  evidence_given: () => "The customer gave more",
  note_added: ({ noteId }, s) => as(`${s.who} left a note`, s.note(noteId)),
  mentioned: ({ to }, s) => `${s.who} named ${s.name(to)} in a note`,
  linked: ({ to, as: kind }, s) => `${s.who} linked ${s.number(to)} (${s.term("link", kind).toLowerCase()})`,
  result_proposed: ({ by }, s) => as(`${s.name(by)} proposed the result`, "waiting for the customer's word"),
  ticket_closed: ({ reason }) =>
    as("Closed", { accepted: "the customer accepted", silence: "no answer came in time" }[String(reason)] ?? ""),
  ticket_reopened: ({ because: why }) => as("Reopened", because(why)),
  ticket_cancelled: ({ reason }) =>
    as(
      "Cancelled",
      { by_customer: "by the customer", by_agent: "by a colleague", mistake: "registered by mistake" }[String(reason)] ?? "",
    ),
  acceptance_reminded: () => "The customer was asked once more to accept",
  survey_sent: () => "The survey went out",
  survey_answered: ({ scores, again }) =>
    as(`The customer's scores: ${Array.isArray(scores) ? scores.join(" ") : ""}`, again === true ? "the last answer counts" : ""),
  survey_commented: () => "The customer commented on the survey",
  survey_expired: () => "The survey expired unanswered",
  survey_declined: () => "The customer declined the survey",
  erasure_asked: () => "The customer asked for their data to be erased",
  message_edited: () => "The customer edited a message",
  message_deleted: () => "The customer deleted a message",
  other: ({ type }) => `Another record (${String(type)})`,
};
