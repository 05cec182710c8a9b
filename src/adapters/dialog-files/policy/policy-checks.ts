import { CATEGORIES, PRIORITIES } from "../../../domain/words.js";
import type { Problem } from "../fault.js";
import type { PolicyFiles } from "./policy-schema.js";
import { didYouMean } from "../suggest.js";

/** What could be read so far: a file with faults of its own is missing. */
type PolicyParts = { [File in keyof PolicyFiles]: PolicyFiles[File] | undefined };

/** What no single key can show: values that contradict each other, names that lead nowhere. */
export const policyProblems = (files: PolicyParts): Problem[] => [
  ...(files.desk ? deskProblems(files.desk) : []),
  ...(files.sla ? slaProblems(files.sla) : []),
  ...(files.desk && files.routing ? routingProblems(files.routing, files.desk) : []),
];

function deskProblems({ teams, defaultTeam }: PolicyFiles["desk"]): Problem[] {
  const ids = teams.map(({ id }) => id);
  const problems: Problem[] = [];
  ids.forEach((id, index) => {
    if (ids.indexOf(id) === index) return;
    problems.push({
      file: "config/desk.yaml",
      path: ["teams", index, "id"],
      message: `team "${id}" is there twice`,
      remedy: "Give one of them another id.",
    });
  });
  if (!ids.includes(defaultTeam)) problems.push(unknownTeam("config/desk.yaml", ["defaultTeam"], { team: defaultTeam, ids }));
  return problems;
}

function routingProblems({ playbooks }: PolicyFiles["routing"], { teams }: PolicyFiles["desk"]): Problem[] {
  const ids = teams.map(({ id }) => id);
  return CATEGORIES.filter((category) => !ids.includes(playbooks[category].team)).map((category) =>
    unknownTeam("config/routing.yaml", ["playbooks", category, "team"], { team: playbooks[category].team, ids }),
  );
}

const unknownTeam = (file: string, path: string[], { team, ids }: { team: string; ids: string[] }): Problem => ({
  file,
  path,
  message: `there is no team "${team}" in config/desk.yaml`,
  remedy: didYouMean(team, ids).replace(/^Take it out, or use/, "Use"),
});

/** One rule: `low` must not be above (or not reach) `high`. */
interface Rule {
  low: [path: string, value: number];
  high: [path: string, value: number];
  strict?: boolean;
  /** Which of the two is to blame. */
  blame: "low" | "high";
  why: string;
}

function slaProblems(sla: PolicyFiles["sla"]): Problem[] {
  const problems = rules(sla).filter(({ low, high, strict }) => (strict ? low[1] >= high[1] : low[1] > high[1]));
  return [...problems.map(toProblem), ...clockProblems(sla)];
}

function toProblem({ low, high, strict, blame, why }: Rule): Problem {
  const [at, other] = blame === "low" ? [low[0], high[0]] : [high[0], low[0]];
  const [word, remedy] =
    blame === "low"
      ? [strict ? "must be below" : "must not be above", "Lower"]
      : [strict ? "must be above" : "must not be below", "Raise"];
  return {
    file: "config/sla.yaml",
    path: at.split("."),
    message: `${at} ${word} ${other}: ${why}`,
    remedy: `${remedy} it, or change ${other}.`,
  };
}

function clockProblems({ priorities }: PolicyFiles["sla"]): Problem[] {
  if (priorities.P1.clock === "always") return [];
  const message = "a stopped business is answered around the clock, so P1 cannot wait for service hours";
  return [{ file: "config/sla.yaml", path: ["priorities", "P1", "clock"], message, remedy: "Write always." }];
}

function rules(sla: PolicyFiles["sla"]): Rule[] {
  const { tell, escalation, acceptance, survey, outage, priorities, handoff } = sla;
  return [
    {
      low: ["tell.warnAt", tell.warnAt],
      high: ["tell.holdAt", tell.holdAt],
      strict: true,
      blame: "high",
      why: "the owner is warned before the customer is told",
    },
    {
      low: ["outage.firstResponse", outage.firstResponse],
      high: ["priorities.P1.firstResponse", priorities.P1.firstResponse],
      blame: "low",
      why: "an outage is the most urgent of P1",
    },
    ...before(["tell.beforeUrgent", tell.beforeUrgent], ["outage.firstResponse", outage.firstResponse]),
    ...before(["tell.beforeUrgent", tell.beforeUrgent], ["priorities.P1.firstResponse", priorities.P1.firstResponse]),
    ...before(["tell.beforeUrgent", tell.beforeUrgent], ["priorities.P1.progressEvery", priorities.P1.progressEvery]),
    ...before(["tell.beforeUrgent", tell.beforeUrgent], ["handoff.answer", handoff.answer]),
    ...PRIORITIES.filter((each) => each !== "P1").flatMap((each) => [
      ...before(["tell.before", tell.before], [`priorities.${each}.firstResponse`, priorities[each].firstResponse]),
      ...before(["tell.before", tell.before], [`priorities.${each}.progressEvery`, priorities[each].progressEvery]),
    ]),
    {
      low: ["escalation.owner", escalation.owner],
      high: ["escalation.supervisor", escalation.supervisor],
      blame: "high",
      why: "the owner hears of it first",
    },
    {
      low: ["escalation.supervisor", escalation.supervisor],
      high: ["escalation.manager", escalation.manager],
      blame: "high",
      why: "the supervisor hears of it before the manager",
    },
    {
      low: ["acceptance.reminderWorkingDays", acceptance.reminderWorkingDays],
      high: ["acceptance.silenceWorkingDays", acceptance.silenceWorkingDays],
      strict: true,
      blame: "low",
      why: "the reminder comes before the ticket is closed by silence",
    },
    {
      low: ["survey.after", survey.after],
      high: ["survey.latest", survey.latest],
      strict: true,
      blame: "low",
      why: "a survey is asked before its latest moment",
    },
    {
      low: ["survey.reminder", survey.reminder],
      high: ["survey.expires", survey.expires],
      strict: true,
      blame: "low",
      why: "the reminder comes before the survey expires",
    },
  ];
}

const before = (low: Rule["low"], high: Rule["high"]): Rule[] => [
  { low, high, strict: true, blame: "low", why: "the customer would be told of a delay at once" },
];
