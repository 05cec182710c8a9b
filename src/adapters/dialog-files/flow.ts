import { z } from "zod";
import { INTAKE_SLOTS } from "../../domain/conversation/ask.js";
import type { IntakeSlot } from "../../domain/conversation/ask.js";
import type { Flow, FlowChoice } from "../../domain/conversation/flow.js";
import { SENTENCES, WORDS } from "../../domain/say.js";
import type { SayKey, WordKey } from "../../domain/say.js";
import { CATEGORIES } from "../../domain/words.js";
import type { Checked, Problem } from "./fault.js";
import { shaped } from "./shape.js";
import { didYouMean } from "./suggest.js";

const Question = z.strictObject({
  slot: z.enum(INTAKE_SLOTS),
  ask: z.string(),
  again: z.string(),
  choices: z.array(z.string()).max(10).optional(),
  when: z.strictObject({ slot: z.enum(INTAKE_SLOTS), is: z.string() }).optional(),
});

export const FlowsFile = z.strictObject({ intake: z.array(Question).min(1), quick: z.array(z.string()).max(10) });
type Flows = z.output<typeof FlowsFile>;

export const FLOWS = "dialogs/flows.yaml";

export function readFlow(raw: unknown): Checked<Flow> {
  const read = shaped(FlowsFile, FLOWS, raw);
  if (!read.value) return { problems: read.problems };
  const problems = [...slotProblems(read.value), ...choiceProblems(read.value)];
  return problems.length > 0 ? { problems } : { value: toFlow(read.value), problems };
}

const wordOf = (choice: string): string => (choice === "skip" ? "choice.skip" : choice);

const toChoice = (choice: string): FlowChoice => {
  const word = wordOf(choice) as WordKey;
  return { choice: word.slice(word.lastIndexOf(".") + 1), word };
};

const toFlow = ({ intake, quick }: Flows): Flow => ({
  questions: intake.map(({ slot, ask, again, choices, when }) => ({
    slot,
    ask: ask as SayKey,
    again: again as SayKey,
    choices: (choices ?? []).map(toChoice),
    when: when ?? null,
  })),
  quick: quick.map(toChoice),
});

function slotProblems({ intake }: Flows): Problem[] {
  const slots = intake.map(({ slot }) => slot);
  const problems: Problem[] = [];
  for (const slot of INTAKE_SLOTS) {
    if (slots.includes(slot)) continue;
    problems.push({
      file: FLOWS,
      path: ["intake"],
      message: `nothing asks for "${slot}"`,
      remedy: `Add a question with slot: ${slot}.`,
    });
  }
  intake.forEach(({ slot, ask, again, when }, index) => {
    const path = ["intake", index];
    if (slots.indexOf(slot) < index) {
      problems.push({
        file: FLOWS,
        path: [...path, "slot"],
        message: `"${slot}" is asked twice`,
        remedy: "Keep one of the two.",
      });
    }
    problems.push(...sentenceProblems([...path, "ask"], ask), ...sentenceProblems([...path, "again"], again));
    if (when) problems.push(...whenProblems([...path, "when"], { when, earlier: intake.slice(0, index) }));
  });
  return problems;
}

function sentenceProblems(path: (string | number)[], key: string): Problem[] {
  if (!Object.hasOwn(SENTENCES, key)) {
    const questions = Object.keys(SENTENCES).filter((each) => each.startsWith(`${String(path.at(-1))}.`));
    return [{ file: FLOWS, path, message: `there is no sentence "${key}"`, remedy: didYouMean(key, questions) }];
  }
  if (SENTENCES[key as SayKey].length === 0) return [];
  return [
    { file: FLOWS, path, message: `"${key}" has placeholders, which a question cannot fill`, remedy: "Use a sentence without." },
  ];
}

interface Condition {
  when: { slot: IntakeSlot; is: string };
  earlier: Flows["intake"];
}

function whenProblems(path: (string | number)[], { when, earlier }: Condition): Problem[] {
  const question = earlier.find(({ slot }) => slot === when.slot);
  if (!question) {
    return [
      {
        file: FLOWS,
        path: [...path, "slot"],
        message: `"${when.slot}" is not asked before`,
        remedy: "Move this question behind it.",
      },
    ];
  }
  const answers = (question.choices ?? []).map((choice) => toChoice(choice).choice);
  if (answers.length === 0 || answers.includes(when.is)) return [];
  return [
    {
      file: FLOWS,
      path: [...path, "is"],
      message: `"${when.is}" is no answer to "${when.slot}"`,
      remedy: didYouMean(when.is, answers),
    },
  ];
}

function choiceProblems({ intake, quick }: Flows): Problem[] {
  const lists = intake.map(({ choices }, index) => ({ path: ["intake", index, "choices"], choices: choices ?? [] }));
  const problems = [...lists, { path: ["quick"], choices: quick }].flatMap(({ path, choices }) =>
    choices.flatMap((choice, index) => wordProblems([...path, index], { choice, earlier: choices.slice(0, index) })),
  );
  const category = intake.findIndex(({ slot }) => slot === "category");
  const offered = intake[category]?.choices ?? [];
  for (const each of CATEGORIES) {
    if (category < 0 || offered.includes(`category.${each}`)) continue;
    const path = ["intake", category, "choices"];
    problems.push({ file: FLOWS, path, message: `no choice leads to the category "${each}"`, remedy: `Add category.${each}.` });
  }
  return problems;
}

function wordProblems(path: (string | number)[], { choice, earlier }: { choice: string; earlier: string[] }): Problem[] {
  const words: readonly string[] = WORDS;
  if (!words.includes(wordOf(choice))) {
    const known = ["skip", ...words.filter((word) => /^(choice|category)\./.test(word))];
    return [{ file: FLOWS, path, message: `there is no word "${choice}"`, remedy: didYouMean(choice, known) }];
  }
  if (!earlier.includes(choice)) return [];
  return [{ file: FLOWS, path, message: `the choice "${choice}" is there twice`, remedy: "Keep one of the two." }];
}
