import type { Logger } from "pino";
import { v7 as newId } from "uuid";
import { makeVault } from "./adapters/crypto/vault.js";
import { makeClock } from "./adapters/postgres/desk/clock.js";
import { makeDrafts } from "./adapters/postgres/desk/drafts.js";
import { makeDueCommitments } from "./adapters/postgres/desk/due-commitments.js";
import { makeLive, type DeskLive } from "./adapters/postgres/desk/live/live.js";
import { makeNumbers } from "./adapters/postgres/desk/numbers.js";
import { makePublicLog } from "./adapters/postgres/desk/public-log.js";
import { makeWordsJob } from "./adapters/postgres/desk/search/words-job.js";
import { makeSightings } from "./adapters/postgres/desk/sightings.js";
import { makeSweep } from "./adapters/postgres/desk/sweep.js";
import { makeTurnStore } from "./adapters/postgres/turn-store.js";
import { makeDecide, type TurnAnswer, type TurnInput } from "./application/decide-turn.js";
import { makeDesk } from "./application/desk.js";
import type { DeskActs, Vault } from "./application/ports.js";
import type { Committed, Roster } from "./application/desk-ports.js";
import { makeHeldReplies, type Drafts, type DueDraft } from "./application/held-replies.js";
import type { Change } from "./application/turn-store.js";
import { makeTurns } from "./application/turns/turns.js";
import { SECOND_MS } from "./domain/time.js";
import type { LiveContent } from "./content.js";
import type { OpenedDatabase } from "./database.js";
import { makeDeskMetrics } from "./metrics.js";

export interface CoreDeps {
  database: OpenedDatabase;
  live: LiveContent;
  roster: Roster;
  log: Logger;
  failed: (error: unknown) => void;
}

/** What decides: the turns, the log and its bell, what was seen, what falls due. */
export function makeCore({ database, live, roster, log, failed }: CoreDeps) {
  const { pool, turnPool, dataKey } = database;
  const vault = makeVault(dataKey);
  const numbers = makeNumbers(pool);
  const metrics = makeDeskMetrics();
  const assistant = (locale: "zh-CN" | "en"): string => live.content().policy.assistant[locale];
  const publicLog = makePublicLog({ pool, vault, assistant, agentName: roster.nameOf, name: "frontdoor", failed });
  const sightings = makeSightings({ pool, onPassed: (id, seq) => desk.seen(id, seq), failed });
  const liveHints = makeLive({ pool, failed });
  const further: Committed[] = [];
  const onCommitted = (changes: readonly Change[]): void => {
    publicLog.committed(changes);
    liveHints.committed(changes);
    sightings.committed(changes);
    metrics.committed(changes);
    for (const each of further) each.committed(changes);
    for (const change of changes) tell(log, change);
  };
  const turns = makeTurns<TurnInput, TurnAnswer>({
    store: makeTurnStore({ pool: turnPool, vault }),
    decide: makeDecide({ content: live.content, vault, mask: live.mask, numbers, roster, newId }),
    prepare: (n) => numbers.ensure(n * NUMBERS_A_TURN),
    // A few of the longest messages must not make a whole batch late.
    weigh: ({ input }) => (input.kind === "said" ? input.text.length : 0),
    onCommitted,
    log,
  });
  const desk = makeDesk({ submit: turns.submit, understand: live.understand, content: live.content, failed });
  const sweep = makeSweep({
    due: makeDueCommitments(pool),
    submit: desk.fallDue,
    failed: (error, conversationId) =>
      log.error({ err: error, conversationId }, "what fell due was not decided; it is tried again"),
  });
  const { drafts, heldReplies } = makeReplies({ pool, vault, act: desk.act, live: liveHints, failed });
  const words = makeWordsJob({ pool, failed });
  const clock = makeClock(pool, { mode: database.clock, untilQuiet: sweep.untilQuiet });
  return {
    /** Told of commits like the rest; before the start. */
    tellOf: (each: Committed): void => void further.push(each),
    ...{ desk, drafts, liveHints, publicLog, sightings, clock, vault, registry: metrics.registry },
    start: async () => {
      await publicLog.start();
      await liveHints.start();
      await sightings.start();
      sweep.start();
      heldReplies.start();
      await words.start();
    },
    stop: async () => {
      await words.stop();
      await heldReplies.stop();
      await sweep.stop();
      await turns.drain();
      await sightings.stop();
      await liveHints.stop();
      await publicLog.stop();
    },
  };
}

interface Replies {
  pool: OpenedDatabase["pool"];
  vault: Vault;
  act: DeskActs["act"];
  live: Pick<DeskLive, "tell">;
  failed: (error: unknown) => void;
}

/** Replies held for undo, and what lets them go. */
function makeReplies({ pool, vault, act, live, failed }: Replies) {
  const { due, ...kept } = makeDrafts({ pool, vault });
  const told = ({ conversationId, ticketId, agentId: to }: DueDraft): void =>
    live.tell({ kind: "draft", conversationId, ticketIds: ticketId === null ? [] : [ticketId], to });
  const heldReplies = makeHeldReplies({ due, act, told, failed });
  const hold: Drafts["hold"] = async (draft) => {
    const held = await kept.hold(draft);
    if (!("refused" in held)) heldReplies.expect(draft.holdSeconds * SECOND_MS);
    return held;
  };
  return { drafts: { ...kept, hold } satisfies Drafts, heldReplies };
}

/** More than one turn can use: two tickets and a customer. */
const NUMBERS_A_TURN = 2;

/** Alerts go to the log until the desk shows them; events hold ids and words of the desk only. */
function tell(log: Logger, { conversation, events }: Change): void {
  for (const { type, ticketId, data } of events) {
    const told = { event: type, conversationId: conversation.id, ticketId, ...data };
    if (type === "alert_raised" || type === "message_parked") log.warn(told, "alert");
    else if (type === "owner_warned") log.info(told, "the owner is warned");
  }
}
