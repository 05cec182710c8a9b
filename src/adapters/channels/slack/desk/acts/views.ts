import type { TeamView, AgentView, SurveyView, TicketView } from "../../../../../application/desk-views.js";
import { PRIORITIES, type Locale } from "../../../../../domain/words.js";
import { plain } from "../../blocks/message.js";
import { context, quoted, section } from "../cards/card.js";
import { slackWords, type SlackWords } from "../words/words.js";

export const FORM_ACTS = ["reply", "update", "resolution", "evidence", "priority", "assign", "survey"] as const;
export type FormAct = (typeof FORM_ACTS)[number];
export const isFormAct = (act: string): act is FormAct => (FORM_ACTS as readonly string[]).includes(act);

export interface FormFacts {
  ticket: TicketView;
  channel: string;
  locale: Locale;
  agentName: string;
  to: { name: string; customer: string; channel: string; number: string };
  /** The customer's last words, masked; null: none. */
  last: string | null;
  /** What stands in the box already. */
  text: string;
  agents: readonly AgentView[];
  teams: readonly TeamView[];
  survey: SurveyView | null;
}

const TEXT_CHARACTERS_MOST = 3_000;
const LAST_CHARACTERS_MOST = 1_000;
const TITLE_CHARACTERS_MOST = 24;
/** Slack takes a hundred options. */
const OPTIONS_MOST = 100;
/** What reaches the customer as it stands; the desk's own; and what the assistant says with it. */
const SAID_AS: Record<FormAct, "to.as" | "to.bot" | "to.desk"> = {
  reply: "to.as",
  update: "to.bot",
  resolution: "to.bot",
  evidence: "to.bot",
  priority: "to.desk",
  assign: "to.desk",
  survey: "to.desk",
};

/** The form of an act: to whom it goes and as what stands above the box. */
export function formOf(act: FormAct, facts: FormFacts): object {
  const words = slackWords(facts.locale);
  const isSent = SAID_AS[act] !== "to.desk";
  return {
    type: "modal",
    callback_id: `desk:${act}`,
    private_metadata: JSON.stringify({ ticketId: facts.ticket.id, channel: facts.channel }),
    title: plain(words(`modal.${act}`), TITLE_CHARACTERS_MOST),
    submit: plain(words(isSent ? "modal.send" : "modal.save"), TITLE_CHARACTERS_MOST),
    close: plain(words("modal.close"), TITLE_CHARACTERS_MOST),
    blocks: [
      section(words("to.customer", facts.to)),
      context(words(SAID_AS[act], { agent: facts.agentName })),
      ...(isSent && facts.last !== null ? [context(words("to.last")), section(quoted(facts.last, LAST_CHARACTERS_MOST))] : []),
      ...FIELDS[act](facts, words),
    ],
  };
}

const FIELDS: Record<FormAct, (facts: FormFacts, words: SlackWords) => object[]> = {
  reply: ({ text }, words) => [long("text", words("field.text"), { text })],
  update: ({ text }, words) => [long("text", words("field.text"), { text }), dateTime("next", words("field.next"))],
  resolution: (_, words) => [
    long("summary", words("field.summary")),
    long("outcome", words("field.outcome"), { optional: true }),
    long("prevention", words("field.prevention"), { optional: true }),
    select("cause", {
      label: words("field.cause"),
      options: CAUSES.map((cause) => option(words(`cause.${cause}`), cause)),
      optional: true,
    }),
  ],
  evidence: (_, words) => [long("ask", words("field.ask"))],
  priority: ({ ticket }, words) => {
    const options = PRIORITIES.map((priority) => option(words(`priority.${priority}`), priority));
    const initial = options[PRIORITIES.indexOf(ticket.priority)];
    return [select("priority", { label: words("field.priority"), options, initial }), long("reason", words("field.reason"))];
  },
  assign: (facts, words) => [
    select("owner", { label: words("field.owner"), options: ownersOf(facts, words) }),
    long("reason", words("field.reason")),
  ],
  survey: ({ survey, agentName }, words) => [
    ...marksOf(survey).map((n) =>
      select(`mark${n}`, { label: words(`mark.${n}`), options: MARKS.map((mark) => option(mark, mark)) }),
    ),
    long("comment", words("field.comment"), { optional: true }),
    short("heard", words("field.heard"), agentName),
  ],
};

const CAUSES = [
  "operation_error.chance",
  "operation_error.systemic",
  "product_defect.chance",
  "product_defect.systemic",
  "process_gap.chance",
  "process_gap.systemic",
] as const;
const MARKS = ["5", "4", "3", "2", "1"];

/** A short survey asks for the last one only. */
export const marksOf = (survey: SurveyView | null): (0 | 1 | 2 | 3)[] => (survey?.kind === "short" ? [3] : [0, 1, 2, 3]);

/** Duty posts first: there is always somebody at them. */
function ownersOf({ agents, teams, locale }: FormFacts, words: SlackWords): object[] {
  const posts = teams.filter(({ duty }) => duty !== null);
  const people = agents.filter(({ disabled, available }) => !disabled && available);
  return [
    ...posts.map(({ id, name }) => option(words("owner.team", { team: name[locale] }), `team:${id}`)),
    ...people.map(({ id, name }) => option(name, `agent:${id}`)),
  ].slice(0, OPTIONS_MOST);
}

const option = (text: string, value: string): object => ({ text: plain(text), value });

const input = (id: string, of: { label: string; optional?: boolean; element: object }): object => ({
  type: "input",
  block_id: id,
  label: plain(of.label, 2_000),
  optional: of.optional ?? false,
  element: of.element,
});

const long = (id: string, label: string, { text = "", optional = false } = {}): object =>
  input(id, {
    label,
    optional,
    element: {
      type: "plain_text_input",
      action_id: id,
      multiline: true,
      max_length: TEXT_CHARACTERS_MOST,
      ...(text === "" ? {} : { initial_value: text.slice(0, TEXT_CHARACTERS_MOST) }),
    },
  });

const short = (id: string, label: string, text: string): object =>
  input(id, { label, element: { type: "plain_text_input", action_id: id, max_length: 80, initial_value: text.slice(0, 80) } });

const dateTime = (id: string, label: string): object =>
  input(id, { label, optional: true, element: { type: "datetimepicker", action_id: id } });

const select = (
  id: string,
  {
    label,
    options,
    initial,
    optional = false,
  }: { label: string; options: object[]; initial?: object | undefined; optional?: boolean },
): object =>
  input(id, {
    label,
    optional,
    element: { type: "static_select", action_id: id, options, ...(initial ? { initial_option: initial } : {}) },
  });
