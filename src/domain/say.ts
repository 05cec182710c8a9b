import type { Instant } from "./time.js";

/**
 * A value put into a sentence. Plain text and numbers stand as they are; a time is written in the reader's zone, relative to
 * the desk's now; a word is another sentence of the scripts; a contact is masked wherever the sentence is stored in clear.
 */
export type SayValue = string | number | { time: Instant } | { word: WordKey } | { contact: string };

/** Every sentence the bot can say, with the names of its placeholders. The scripts are checked against this table. */
export const SENTENCES = {
  // First contact
  "greeting.open": ["company", "assistant"],
  "greeting.closed": ["company", "assistant", "back"],
  "greeting.known": ["company", "assistant", "name"],
  "privacy.notice": ["company"],
  // Intake questions (each may be asked again, kindly, at most twice)
  "ask.demand": [],
  "ask.name": [],
  "ask.contact": [],
  "ask.contact_handoff": [],
  "ask.category": [],
  "ask.stopped": [],
  "ask.describe": [],
  "again.demand": [],
  "again.name": [],
  "again.contact": [],
  "again.contact.too_short": [],
  "again.contact.too_long": [],
  "again.contact.invalid": [],
  "again.category": [],
  "again.stopped": [],
  "again.describe": [],
  "again.confirm": [],
  "again.choice": [],
  "contact.refused": [],
  // "Is this right?"
  "empathy.urgent": [],
  "empathy.complaint": [],
  "empathy.problem": [],
  "empathy.plain": [],
  "confirm.intake": ["name", "contact", "demand"],
  "confirm.intake_stopped": ["name", "contact", "demand"],
  "confirm.intake_two": ["name", "contact", "demand", "first", "second"],
  "confirm.what_is_wrong": [],
  corrected: [],
  // Receipt
  receipt: ["number", "priority", "team", "due", "next"],
  "receipt.progress_first": ["number", "priority", "team", "due", "next"],
  "receipt.second": ["number", "priority", "team", "due"],
  "receipt.keep_open": [],
  "ask.scope": [],
  "scope.noted": ["number"],
  // At any step
  "status.none": [],
  "status.intake": [],
  "status.ticket": ["number", "status", "owner", "next"],
  "status.ticket_quiet": ["number", "status", "owner"],
  help: [],
  "language.switched": [],
  "back.nothing": [],
  "cancel.intake": [],
  "cancel.nothing": [],
  "cancel.which": [],
  "cancel.ask": ["number"],
  "cancel.kept": ["number"],
  "cancel.done": ["number"],
  restart: [],
  // Small talk that must not become a ticket
  "thanks.reply": [],
  "goodbye.reply": [],
  "greeting.reply": [],
  "chitchat.reply": [],
  "out_of_scope.reply": [],
  "feedback.thanks": [],
  "contact.ours": [],
  // Handoff
  "handoff.promised": ["number", "team", "due"],
  "handoff.promised_first": ["number", "team", "due"],
  "handoff.not_understood": ["number", "team", "due"],
  "handoff.already": ["number", "owner", "due"],
  "handoff.taken": ["agent"],
  "handoff.back": ["assistant"],
  // An open ticket goes on
  noted: ["number", "owner"],
  "which.same_or_new": ["number"],
  "which.ask": [],
  ask_gone: [],
  "progress.next": ["next"],
  "evidence.ask": ["number", "ask"],
  "hold.progress": ["number", "due", "owner", "next"],
  "hold.unanswered": ["number", "due", "team", "next"],
  "hold.first_response": ["number", "due", "team", "next"],
  "hold.promise": ["number", "promise", "due", "owner", "next"],
  "hold.late": ["number", "due", "next"],
  "waiting.for_you": ["number"],
  // Acceptance
  "resolution.proposed": ["number", "summary", "outcome", "prevention"],
  "resolution.proposed_short": ["number", "summary"],
  "resolution.proposed_outcome": ["number", "summary", "outcome"],
  "resolution.answered": ["number"],
  "acceptance.ask": ["number"],
  "acceptance.reminder": ["number", "closes"],
  "acceptance.silence": ["number"],
  "acceptance.thanks": ["number"],
  "acceptance.refused": ["number", "owner", "next"],
  "acceptance.why": ["number"],
  // Survey
  "survey.ask": ["number"],
  "survey.ask_short": ["number"],
  "survey.dimension": ["dimension"],
  "survey.reminder": ["number"],
  "survey.out_of_range": ["value"],
  "survey.count": ["count"],
  "survey.comment": [],
  "survey.thanks": [],
  "survey.low": ["number", "due"],
  "survey.skipped": [],
  // Trouble, privacy
  "trouble.person_looks": [],
  too_many_tickets: ["count"],
  unreadable: [],
  "privacy.file": ["customer", "name", "contact", "tickets"],
  "privacy.file_empty": [],
  "privacy.delete_noted": ["number", "due"],
  "opt_out.done": [],
} as const satisfies Record<string, readonly string[]>;

/** Words and button labels: sentences without placeholders that stand inside others or on buttons. */
export const WORDS = [
  "priority.P1",
  "priority.P2",
  "priority.P3",
  "priority.P4",
  "status.open",
  "status.waiting",
  "status.resolved",
  "status.closed",
  "status.cancelled",
  "status.merged",
  "category.presale",
  "category.insale",
  "category.aftersale",
  "category.value_added",
  "promise.first_response",
  "promise.investigation",
  "promise.solution",
  "promise.plan",
  "promise.step",
  "promise.progress_update",
  "promise.eta",
  "promise.acceptance",
  "promise.survey",
  "promise.return_visit",
  "promise.call",
  "promise.contact",
  "promise.review",
  "none.name",
  "none.contact",
  "none.outcome",
  "dimension.speed",
  "dimension.resolution",
  "dimension.attitude",
  "dimension.overall",
  "score.5",
  "score.4",
  "score.3",
  "score.2",
  "score.1",
  "choice.quick_outage",
  "choice.quick_status",
  "choice.quick_return",
  "choice.quick_presale",
  "choice.human",
  "choice.submit",
  "choice.edit",
  "choice.edit_name",
  "choice.edit_contact",
  "choice.edit_demand",
  "choice.yes",
  "choice.no",
  "choice.skip",
  "choice.scope_all",
  "choice.scope_some",
  "choice.scope_unsure",
  "choice.accept",
  "choice.not_yet",
  "choice.same",
  "choice.new",
  "choice.keep",
  "choice.cancel_ticket",
  "choice.no_survey",
] as const;
export type WordKey = (typeof WORDS)[number];

export type SayKey = keyof typeof SENTENCES;

type Params<K extends SayKey> = (typeof SENTENCES)[K][number];

/** A sentence as decided: which one, with what in it. Rendering happens outside, from the dialogs the conversation runs on. */
export interface Say {
  key: SayKey;
  params: Record<string, SayValue>;
}

/** Builds a {@link Say}; the compiler checks that every placeholder is given. */
export const say = <K extends SayKey>(
  key: K,
  ...[params]: [Params<K>] extends [never] ? [] : [Record<Params<K>, SayValue>]
): Say => ({ key, params: params ?? {} });
