import type { Policy, PriorityPolicy } from "../../../domain/policy.js";
import { PRIORITIES } from "../../../domain/words.js";
import type { Priority } from "../../../domain/words.js";
import type { PolicyFiles } from "./policy-schema.js";

/** The policy's plain values from the checked files. */
export function toPolicy({ desk, sla, routing }: PolicyFiles, version: string): Policy {
  return {
    version,
    company: desk.company,
    assistant: desk.assistant,
    defaultLocale: desk.defaultLocale,
    region: desk.region,
    teams: desk.teams.map(({ id, name, duty }) => ({ id, name, duty: duty ?? desk.duty })),
    defaultTeam: desk.defaultTeam,
    playbooks: routing.playbooks,
    priorities: Object.fromEntries(PRIORITIES.map((each) => [each, toPriority(sla.priorities[each])])) as Record<
      Priority,
      PriorityPolicy
    >,
    understanding: routing.understanding,
    oddAnswersMost: routing.oddAnswers,
    openAsksMost: desk.limits.openAsks,
    openTicketsMost: desk.limits.openTickets,
    ...toClocks(sla),
  };
}

type Sla = PolicyFiles["sla"];

const toPriority = ({ firstResponse, clock, plan, progressEvery }: Sla["priorities"]["P1"]): PriorityPolicy => ({
  firstResponse: { ms: firstResponse, clock },
  // A plan is owed on the clock whatever the first response runs on (service-process 3).
  plan: plan === undefined ? null : { ms: plan, clock: "always" },
  cadenceMs: progressEvery,
});

const toClocks = (sla: Sla) => ({
  outage: { firstResponseMs: sla.outage.firstResponse, leastBeforeMs: sla.tell.beforeUrgent },
  complaint: {
    firstResponseMs: sla.complaint.firstResponse,
    investigationMs: sla.complaint.investigation,
    solutionMs: sla.complaint.solutionAfterInvestigation,
  },
  handoff: { ms: sla.handoff.answer, clock: sla.handoff.clock },
  tell: {
    warnAt: sla.tell.warnAt,
    holdAt: sla.tell.holdAt,
    leastBeforeMs: sla.tell.before,
    urgentLeastBeforeMs: sla.tell.beforeUrgent,
  },
  escalation: {
    ownerMs: sla.escalation.owner,
    supervisorMs: sla.escalation.supervisor,
    managerMs: sla.escalation.manager,
  },
  unseen: {
    urgentMs: sla.unseen.afterUrgent,
    otherMs: sla.unseen.after,
    callWithinMs: sla.unseen.callWithin,
    urgentCallWithinMs: sla.unseen.callWithinUrgent,
  },
  acceptance: sla.acceptance,
  survey: {
    afterMs: sla.survey.after,
    latestMs: sla.survey.latest,
    reminderMs: sla.survey.reminder,
    expiresMs: sla.survey.expires,
    lowAtMost: sla.survey.lowAtMost,
    followUpMs: sla.survey.followUp,
  },
  visit: sla.visit,
  takeover: { silenceMs: sla.takeover.silence },
  waiting: sla.waiting,
});
