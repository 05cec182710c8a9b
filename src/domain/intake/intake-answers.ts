import type { Ask, IntakeSlot } from "../conversation/ask.js";
import type { Intake } from "../conversation/conversation.js";
import { handOff } from "../conversation/handoff.js";
import type { Heard } from "../conversation/heard.js";
import { absorb, advance, askSlot, markAnswered, reachable, takeDemand } from "./intake.js";
import { withCategory, withStopped } from "../ticket/priority.js";
import type { Said } from "../conversation/matter.js";
import { say } from "../say.js";
import type { Turn } from "../turn.js";
import type { Category } from "../words.js";
import { CATEGORIES } from "../words.js";

/** An answer to an open question of the intake; false where it could not be read as one. */
export function answerSlot(turn: Turn, ask: Extract<Ask, { kind: "intake" }>, said: { text: string; heard: Heard }): boolean {
  const intake = turn.mind.intake;
  if (!intake) return false;
  const filled = absorb(turn, intake, said);
  if (filled.includes(ask.slot)) return true;
  const { heard, text } = said;
  switch (ask.slot) {
    case "demand":
      if (heard.intent !== "provide_info" && heard.intent !== "feedback") return filled.length > 0;
      if (filled.length > 0) return true;
      takeDemand(turn, intake, said);
      return true;
    case "describe":
      if (!filled.includes("demand")) takeDemand(turn, intake, said);
      intake.described = true;
      return true;
    case "name":
      return nameFrom(intake, said) || filled.length > 0;
    case "contact":
      return filled.length > 0 && heard.badPhone === null;
    case "category":
      return filled.length > 0 || (heard.category !== null && chooseCategory(turn, intake, heard.category));
    case "stopped":
      if (heard.intent !== "affirm" && heard.intent !== "deny") return readStopped(turn, intake, { text, heard });
      chooseStopped(intake, heard.intent === "affirm");
      return true;
    default:
      return false;
  }
}

/** Letters as names and companies have them: «远航贸易 王芳», "Anna Schmidt, Contoso". */
const LIKE_A_NAME = /^[\p{L}\p{M}][\p{L}\p{M}\s.·&,，、'’()（）-]{0,39}$/u;

/** Asked for a name, people give it in any form; what is shown back for confirmation is theirs to correct. */
function nameFrom(intake: Intake, { text, heard }: { text: string; heard: Heard }): boolean {
  const sure = (heard.confidence.intent ?? 0) >= NAME_THRESHOLD;
  const another = sure && heard.intent !== "provide_info";
  const name = heard.bareName ?? (!another && heard.wish === null && LIKE_A_NAME.test(text.trim()) ? text.trim() : null);
  if (name === null) return false;
  intake.name = name;
  markAnswered(intake, "name");
  return true;
}

/** Above it the words were understood as something else than a name. */
const NAME_THRESHOLD = 0.7;

function readStopped(turn: Turn, intake: Intake, said: { text: string; heard: Heard }): boolean {
  if (said.heard.urgency === null) return false;
  takeDemand(turn, intake, said);
  chooseStopped(intake, said.heard.urgency === "high");
  return true;
}

function chooseCategory(turn: Turn, intake: Intake, category: Category): true {
  if (intake.understood) intake.understood = withCategory(intake.understood, category, turn.customer);
  markAnswered(intake, "category");
  return true;
}

function chooseStopped(intake: Intake, stopped: boolean): void {
  if (intake.understood) intake.understood = withStopped(intake.understood, stopped);
  markAnswered(intake, "stopped");
}

/** A button under a question of the intake; false for a choice it does not offer. */
export function chooseSlot(turn: Turn, ask: Extract<Ask, { kind: "intake" }>, choice: string): boolean {
  const intake = turn.mind.intake;
  if (!intake) return false;
  if (choice === "human") {
    handOff(turn, "handoff.promised", intake.demand ?? "");
    return true;
  }
  if (ask.slot === "category" && (CATEGORIES as readonly string[]).includes(choice))
    chooseCategory(turn, intake, choice as Category);
  else if (ask.slot === "stopped" && (choice === "yes" || choice === "no")) chooseStopped(intake, choice === "yes");
  else if (choice === "skip") return skipSlot(turn, ask.slot);
  else return false;
  advance(turn);
  return true;
}

const NAME_CHARACTERS_MOST = 80;

/** The form of name and contact, or of the contact alone; `said.heard` is of the contact. A contact left empty is one not given. */
export function fillIn(turn: Turn, ask: Extract<Ask, { kind: "intake" }>, { form, heard }: Said): boolean {
  const intake = turn.mind.intake;
  if (!intake || form === null) return false;
  const name = form.name?.replace(/\s+/g, " ").trim().slice(0, NAME_CHARACTERS_MOST);
  if (name) {
    intake.name = name;
    markAnswered(intake, "name");
  }
  const phone = reachable(heard);
  const email = heard.entities.find(({ type }) => type === "email")?.value ?? null;
  if (phone === null && email === null && form.contact?.trim()) {
    turn.closeAsk(ask.id);
    askSlot(turn, "contact", heard.badPhone === null ? "again.contact" : `again.contact.${heard.badPhone}`);
    return true;
  }
  intake.phone = phone ?? intake.phone;
  intake.email = email ?? intake.email;
  intake.contactRefused = phone === null && email === null;
  markAnswered(intake, "contact");
  advance(turn);
  return true;
}

/** "I'd rather not say": respected where the answer is not needed to help. */
export function skipSlot(turn: Turn, slot: IntakeSlot): boolean {
  const intake = turn.mind.intake;
  if (!intake || (slot !== "contact" && slot !== "describe")) return false;
  if (slot === "contact") {
    intake.contactRefused = true;
    turn.say(say("contact.refused"));
  } else intake.described = true;
  markAnswered(intake, slot);
  advance(turn);
  return true;
}

/** One step back: the last answer is dropped and its question comes again. */
export function stepBack(turn: Turn): boolean {
  const intake = turn.mind.intake;
  const last = intake?.answered.at(-1);
  if (!intake || last === undefined) return false;
  dropAnswer(intake, last);
  advance(turn);
  return true;
}

export function dropAnswer(intake: Intake, slot: IntakeSlot): void {
  intake.answered = intake.answered.filter((s) => s !== slot);
  switch (slot) {
    case "demand":
      intake.demand = null;
      intake.understood = null;
      intake.described = false;
      intake.fromChoice = false;
      intake.answered = intake.answered.filter((s) => s !== "category" && s !== "stopped");
      return;
    case "name":
      intake.name = null;
      intake.company = null;
      return;
    case "contact":
      intake.phone = null;
      intake.email = null;
      intake.contactRefused = false;
      return;
    case "describe":
      intake.described = false;
      return;
    case "category":
      if (intake.understood) intake.understood = { ...intake.understood, category: null };
      return;
    case "stopped":
      if (intake.understood) intake.understood = { ...intake.understood, stopped: null };
      return;
  }
}

/** "The name is wrong": that answer is dropped and its question asked, even where the file holds one. */
export function editSlot(turn: Turn, slot: "name" | "contact" | "demand"): void {
  const intake = turn.mind.intake;
  if (!intake) return;
  dropAnswer(intake, slot);
  turn.closeIntakeAsks();
  askSlot(turn, slot, `ask.${slot}`);
}
