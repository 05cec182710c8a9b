import { z } from "zod";
import type { CATEGORIES, PRIORITIES } from "../../../domain/words.js";
import { LOCALES } from "../../../domain/words.js";
import { Duration, DurationOrNone } from "./duration.js";

const NAME_LENGTH_MOST = 60;
const Name = z.string().trim().min(1).max(NAME_LENGTH_MOST);
const PerLocale = z.strictObject({ "zh-CN": Name, en: Name });
const TeamId = z.string().regex(/^[a-z][a-z0-9_]{0,31}$/, "a team's id is small letters, digits and _, such as technical");
const Clock = z.enum(["always", "service"]);
const Share = z.number().gt(0).lt(1);
const WorkingDays = z.int().min(1).max(60);
const Count = z.int().min(1).max(1_000);

/** config/desk.yaml */
export const DeskFile = z.strictObject({
  company: PerLocale,
  assistant: PerLocale,
  defaultLocale: z.enum(LOCALES),
  region: z.string().regex(/^[A-Z]{2}$/, "a region is two capital letters, such as CN"),
  duty: Name,
  teams: z
    .array(z.strictObject({ id: TeamId, name: PerLocale, duty: Name.optional() }))
    .min(1)
    .max(100),
  defaultTeam: z.string(),
  limits: z.strictObject({ openAsks: Count, openTickets: Count }),
});

const Promised = z.strictObject({
  firstResponse: Duration,
  clock: Clock,
  plan: Duration.optional(),
  progressEvery: Duration,
});

/** config/sla.yaml */
export const SlaFile = z.strictObject({
  priorities: z.strictObject({ P1: Promised, P2: Promised, P3: Promised, P4: Promised } satisfies Record<
    (typeof PRIORITIES)[number],
    unknown
  >),
  outage: z.strictObject({ firstResponse: Duration }),
  complaint: z.strictObject({ firstResponse: Duration, investigation: Duration, solutionAfterInvestigation: Duration }),
  handoff: z.strictObject({ answer: Duration, clock: Clock }),
  tell: z.strictObject({ warnAt: Share, holdAt: Share, before: Duration, beforeUrgent: Duration }),
  escalation: z.strictObject({ owner: DurationOrNone, supervisor: DurationOrNone, manager: DurationOrNone }),
  unseen: z.strictObject({ after: Duration, afterUrgent: Duration, callWithin: Duration, callWithinUrgent: Duration }),
  acceptance: z.strictObject({ reminderWorkingDays: WorkingDays, silenceWorkingDays: WorkingDays }),
  survey: z.strictObject({
    after: Duration,
    latest: Duration,
    reminder: Duration,
    expires: Duration,
    lowAtMost: z.int().min(1).max(4),
    followUp: Duration,
  }),
  visit: z.strictObject({ workingDays: WorkingDays }),
  takeover: z.strictObject({ silence: Duration }),
  waiting: z.strictObject({ remindersMost: z.int().min(0).max(20) }),
});

const Playbook = z.strictObject({ team: z.string(), survey: z.enum(["full", "short", "none"]), visit: z.boolean() });

/** config/routing.yaml */
export const RoutingFile = z.strictObject({
  playbooks: z.strictObject({
    presale: Playbook,
    insale: Playbook,
    aftersale: Playbook,
    value_added: Playbook,
  } satisfies Record<(typeof CATEGORIES)[number], unknown>),
  understanding: z.strictObject({ threshold: Share }),
  oddAnswers: z.int().min(0).max(10),
});

export interface PolicyFiles {
  desk: z.output<typeof DeskFile>;
  sla: z.output<typeof SlaFile>;
  routing: z.output<typeof RoutingFile>;
}
