import type { TicketView } from "../../../../../application/desk-views.js";
import { PRIORITIES, type Priority } from "../../../../../domain/words.js";
import type { Act } from "../../../../../domain/input.js";
import { cleanText } from "../../../clean.js";
import type { PostDeps } from "../cards/post.js";
import { slackWords } from "../words/words.js";
import type { Submission } from "./payloads.js";
import { perform } from "./perform.js";
import { holdReply } from "./reply.js";
import { isFormAct, marksOf, type FormAct } from "./views.js";
import type { Who } from "./who.js";

/** `field`: where the words of a refusal stand. `after`: what is left to do once the form is closed. */
export type Submitted = { refused: string; field: string } | { after: () => Promise<void> };

const NOTHING = (): Promise<void> => Promise.resolve();
/** The first box of each form. */
const FIELD: Record<FormAct, string> = {
  reply: "text",
  update: "text",
  resolution: "summary",
  evidence: "ask",
  priority: "priority",
  assign: "owner",
  survey: "heard",
};

/** What was filled in, as the same acts that the API has; refusals in words. */
export async function submit({ viewId, act, note, values }: Submission, by: Who, deps: PostDeps): Promise<Submitted> {
  if (!isFormAct(act)) return { after: NOTHING };
  const field = FIELD[act];
  const ticket = await deps.queries.tickets.one(note.ticketId);
  if (ticket === null) return { refused: slackWords(by.locale)("refused.unknown_ticket", { number: "" }), field };
  const key = `view/${viewId}`;
  const text = (name: string): string => cleanText(values[name] ?? "").trim();
  if (act === "reply") {
    const held = await holdReply({ ticket, by, text: text("text"), key }, deps);
    return "refused" in held ? { refused: held.refused, field } : { after: held.after };
  }
  const wanted = await actOf(act, { ticket, text }, deps);
  if (wanted === null) return { refused: slackWords(by.locale)("refused.no_assignee"), field };
  const refused = await perform({ by, conversationId: ticket.conversationId, act: wanted, key }, deps);
  return refused === null ? { after: NOTHING } : { refused, field };
}

interface Filled {
  ticket: TicketView;
  text: (field: string) => string;
}

/** Null: there is nobody to give it to. */
async function actOf(act: Exclude<FormAct, "reply">, { ticket, text }: Filled, deps: PostDeps): Promise<Act | null> {
  const { id: ticketId } = ticket;
  const orNull = (field: string): string | null => text(field) || null;
  switch (act) {
    case "update": {
      const next = Number(text("next"));
      return { do: "update", ticketId, text: text("text"), nextUpdateAt: next > 0 ? next * 1_000 : null };
    }
    case "resolution": {
      const [summary, outcome, prevention, rootCause] = [
        text("summary"),
        orNull("outcome"),
        orNull("prevention"),
        orNull("cause"),
      ];
      return { do: "resolve", ticketId, summary, outcome, prevention, rootCause };
    }
    case "evidence":
      return { do: "evidence", ticketId, ask: text("ask") };
    case "priority": {
      const priority = PRIORITIES.find((each): each is Priority => each === text("priority")) ?? ticket.priority;
      return { do: "prioritise", ticketId, reason: text("reason"), to: { priority } };
    }
    case "assign": {
      const to = await ownerOf(text("owner"), deps);
      return to && { do: "assign", ticketId, ...to, reason: text("reason") };
    }
    case "survey": {
      const { items } = await deps.queries.surveys.list({ ticketId, state: ["asked"] }, { limit: 1 });
      const scores = marksOf(items[0] ?? null).map((n) => Number(text(`mark${n}`)));
      return { do: "survey", ticketId, scores, comment: orNull("comment"), heardBy: text("heard") };
    }
  }
}

async function ownerOf(wanted: string, { queries: { people } }: PostDeps): Promise<{ owner: string; team: string } | null> {
  const [kind, id = ""] = wanted.split(":", 2);
  if (kind === "team") {
    const team = (await people.teams()).find((each) => each.id === id);
    return team?.duty ? { owner: team.duty, team: team.id } : null;
  }
  const agent = await people.agent(id);
  return agent && !agent.disabled ? { owner: agent.id, team: agent.team } : null;
}
