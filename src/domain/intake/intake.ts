import { controlsOf } from "../conversation/controls.js";
import type { IntakeSlot } from "../conversation/ask.js";
import type { Demand, Intake } from "../conversation/conversation.js";
import type { Heard } from "../conversation/heard.js";
import { matterOf } from "./matter-words.js";
import { demandFrom, mergeDemand } from "../ticket/priority.js";
import { register } from "../ticket/register.js";
import type { SayKey, SayValue } from "../say.js";
import { say } from "../say.js";
import type { Turn } from "../turn.js";

/** Starts registering a demand (诉求登记); what is on file is not asked (service-process 1). */
export function startIntake(turn: Turn): Intake {
  turn.closeAsks((ask) => ask.kind === "quick");
  turn.mind.intake = {
    startedAt: turn.now,
    demand: null,
    understood: null,
    name: null,
    company: null,
    position: null,
    phone: null,
    email: null,
    contactRefused: false,
    fromChoice: false,
    empathised: false,
    described: false,
    answered: [],
  };
  return turn.mind.intake;
}

const VAGUE_CHARACTERS_MOST = 8; // "坏了" says that something is wrong, not what

/** Takes from the words whatever they hold, whichever question was open: it is not asked again. */
export function absorb(turn: Turn, intake: Intake, said: { text: string; heard: Heard }): IntakeSlot[] {
  const { heard } = said;
  const filled: IntakeSlot[] = [];
  const of = (type: string): string | null => heard.entities.find((e) => e.type === type)?.value ?? null;
  const phone = reachable(heard);
  const email = of("email");
  if (phone !== null || email !== null) filled.push("contact");
  intake.phone = phone ?? intake.phone;
  intake.email = email ?? intake.email;
  if (of("name") !== null || of("company") !== null) filled.push("name");
  intake.name = of("name") ?? intake.name;
  intake.company = of("company") ?? intake.company;
  intake.position = of("position") ?? intake.position;
  if (heard.intent === "demand" || heard.intent === "complaint") {
    filled.push("demand");
    takeDemand(turn, intake, said);
  }
  for (const slot of filled) markAnswered(intake, slot);
  return filled;
}

/** A number somebody can be called back on: short codes such as hotlines reach nobody. */
export const reachable = (heard: Heard): string | null =>
  heard.entities.find((entity) => entity.type === "phone" && entity.e164 !== undefined)?.value ?? null;

export function takeDemand(turn: Turn, intake: Intake, said: { text: string; heard: Heard }): void {
  const more = demandFrom(said.heard, turn.customer);
  const before = intake.understood;
  const matter = matterOf(said.text, said.heard.entities);
  intake.demand = intake.demand === null ? matter : `${intake.demand}\n${matter}`;
  intake.understood = before === null ? more : mergeDemand(before, more, turn.ctx.policy.understanding.threshold);
  markAnswered(intake, "demand");
}

export function markAnswered(intake: Intake, slot: IntakeSlot): void {
  intake.answered = [...intake.answered.filter((s) => s !== slot), slot];
}

/** Which slots still lack an answer; asked in the order of the flow (style: store answers, derive the next question). */
function missing(turn: Turn, intake: Intake, slot: IntakeSlot): boolean {
  const demand = intake.understood;
  const { threshold } = turn.ctx.policy.understanding;
  const vague = demand !== null && (intake.fromChoice || isVague(intake, demand));
  switch (slot) {
    case "demand":
      return intake.demand === null;
    case "describe":
      return vague && !intake.described;
    case "category":
      return (
        !(vague && !intake.described) &&
        (demand === null || demand.category === null || (demand.confidence["category"] ?? 0) < threshold)
      );
    case "stopped":
      return demand !== null && wouldDecide(demand) && !intake.answered.includes("stopped");
    case "name":
      return !known(turn).name && intake.name === null && intake.company === null;
    case "contact":
      return !known(turn).contact && intake.phone === null && intake.email === null && !intake.contactRefused;
    default:
      return false;
  }
}

const isVague = (intake: Intake, demand: Demand): boolean =>
  demand.category === null && demand.keywords.length === 0 && (intake.demand ?? "").length <= VAGUE_CHARACTERS_MOST;

/** Asked only when it would change the outcome (service-process 2): a fault of a product that the words leave open. */
const wouldDecide = (demand: Demand): boolean =>
  demand.stopped === null &&
  demand.category === "aftersale" &&
  demand.form === "support" &&
  demand.nature === "product" &&
  !demand.evidence.some(({ field, kind }) => kind === "word" && ["urgency", "importance", "outage"].includes(field));

const known = (turn: Turn) => ({
  name: turn.customer !== null && (turn.customer.name !== null || turn.customer.company !== null),
  contact: (turn.customer?.contacts.length ?? 0) > 0,
});

/** Asks for what is missing; when nothing is, asks the one question "is this right?". */
export function advance(turn: Turn): void {
  const intake = turn.mind.intake;
  if (!intake) return;
  turn.closeIntakeAsks();
  const question = turn.ctx.flow.questions.find((q) => missing(turn, intake, q.slot));
  if (!question) return confirm(turn, intake);
  askSlot(turn, question.slot, question.ask);
}

export function askSlot(turn: Turn, slot: IntakeSlot, key: SayKey): void {
  const intake = turn.mind.intake;
  // Who and how to reach them are one step: a form where the channel has one, one sentence where not.
  const both = slot === "name" && key === "ask.name" && intake !== null && missing(turn, intake, "contact");
  const ask = turn.ask({ kind: "intake", slot, ...(both ? { form: true } : {}) });
  turn.say({ key: both ? "ask.name_contact" : key, params: {} }, controlsOf(turn, ask));
}

/** "Is this right?" in one card (service-process 1: a known customer is only asked "still right?"). */
export function confirm(turn: Turn, intake: Intake): void {
  const demand = intake.understood!;
  const ask = turn.ask({ kind: "confirm" });
  if (!intake.empathised) turn.say(say(empathyFor(demand)));
  intake.empathised = true;
  const common = { name: whoIs(turn, intake), contact: contactOf(turn, intake), demand: intake.demand! };
  turn.say(
    demand.secondary !== null && demand.category !== null
      ? say("confirm.intake_two", {
          ...common,
          first: { word: `category.${demand.category}` },
          second: { word: `category.${demand.secondary}` },
        })
      : say(demand.stopped || demand.outage ? "confirm.intake_stopped" : "confirm.intake", common),
    controlsOf(turn, ask),
  );
}

/** Empathy first, then the matter (service-process 2). */
const empathyFor = (demand: Demand): "empathy.urgent" | "empathy.complaint" | "empathy.problem" | "empathy.plain" =>
  demand.form === "complaint"
    ? "empathy.complaint"
    : demand.outage || demand.stopped
      ? "empathy.urgent"
      : demand.category === "aftersale"
        ? "empathy.problem"
        : "empathy.plain";

function whoIs(turn: Turn, intake: Intake): SayValue {
  const name = intake.name ?? turn.customer?.name ?? null;
  const company = intake.company ?? turn.customer?.company ?? null;
  const both = [name, company].filter((part) => part !== null);
  return both.length === 0 ? { word: "none.name" } : both.join(turn.conversation.locale === "en" ? ", " : "，");
}

function contactOf(turn: Turn, intake: Intake): SayValue {
  const contact = intake.phone ?? intake.email ?? turn.customer?.contacts[0]?.value ?? null;
  return contact === null ? { word: "none.contact" } : { contact };
}

export function submit(turn: Turn): void {
  const intake = turn.mind.intake;
  if (!intake || intake.demand === null || intake.understood === null) return advance(turn);
  register(turn, { ...intake, demand: intake.demand, understood: intake.understood });
}
