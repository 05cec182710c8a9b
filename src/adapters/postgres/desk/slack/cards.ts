import type { NewDelivery } from "../../../../application/deliveries/outbox.js";
import type { Vault } from "../../../../application/ports.js";
import type { Behind, CardRow, CardStore, ReplyState, ShownReply } from "../../../../application/triage/ports.js";
import type { Category, Priority } from "../../../../domain/words.js";
import { run, type Pool } from "../../pool.js";
import { enqueueDeliveries } from "../../sql/deliveries/enqueue-deliveries.js";
import { addReply } from "../../sql/slack/replies/add-reply.js";
import { askCard } from "../../sql/slack/cards/ask-card.js";
import { askMark } from "../../sql/slack/replies/ask-mark.js";
import { askMirror } from "../../sql/slack/cards/ask-mirror.js";
import { behindOfAll } from "../../sql/slack/cards/behind-of-all.js";
import { behindOfConversations } from "../../sql/slack/cards/behind-of-conversations.js";
import { changedRepliesOfAll } from "../../sql/slack/replies/changed-replies-of-all.js";
import { changedRepliesOfConversations } from "../../sql/slack/replies/changed-replies-of-conversations.js";
import { findCard } from "../../sql/slack/cards/find-card.js";
import { findCardAt } from "../../sql/slack/cards/find-card-at.js";
import { findHolder } from "../../sql/slack/cards/find-holder.js";
import { keepCard } from "../../sql/slack/cards/keep-card.js";
import { keepMark } from "../../sql/slack/replies/keep-mark.js";
import { keepMirror } from "../../sql/slack/cards/keep-mirror.js";
import { readReply } from "../../sql/slack/replies/read-reply.js";
import { repliesIn } from "../../sql/slack/replies/replies-in.js";
import { takeCard } from "../../sql/slack/cards/take-card.js";
import { takeMark } from "../../sql/slack/replies/take-mark.js";
import { takeMirror } from "../../sql/slack/cards/take-mirror.js";
import type { Statement } from "../../statement.js";
import { enqueueValues } from "../outbox.js";
import { inTransaction } from "../shared/in-transaction.js";

/** Cards in one look; more come with the next. */
const BEHIND_MOST = 500;

interface BehindRow {
  ticket_id: string;
  conversation_id: string;
  team_id: string;
  category: Category | null;
  priority: Priority;
  is_open: boolean;
  version: string;
  seq: string;
  channel: string | null;
  ts: string | null;
  card_behind: boolean;
  thread_behind: boolean;
}
interface CardDbRow {
  ticket_id: string;
  conversation_id: string;
  channel: string;
  ts: string | null;
  shown: string | null;
  mirrored_seq: string;
}
interface ReplyRow {
  draft_id: string;
  ticket_id: string;
  conversation_id: string;
  agent_name: string;
  channel: string;
  thread_ts: string;
  ts: string | null;
  shown: ReplyState | null;
  state: ReplyState;
  reason: string | null;
  sealed: Buffer;
  seq: string | null;
}

export function makeCardStore({ pool, vault }: { pool: Pool; vault: Vault }): CardStore {
  const ask = (claim: { statement: Statement; values: unknown[] }, deliveries: NewDelivery[]): Promise<boolean> =>
    inTransaction(pool, async (asks) => {
      if ((await asks(claim.statement, claim.values)).length === 0) return false;
      await asks(enqueueDeliveries, enqueueValues(deliveries, vault));
      return true;
    });
  const card = async (statement: Statement, ticketId: string): Promise<CardRow | null> => {
    const [row] = await run<CardDbRow>(pool, statement, [ticketId]);
    return row ? cardOf(row) : null;
  };
  return {
    behind: async (of, from) => {
      const rows = await (of
        ? run<BehindRow>(pool, behindOfConversations, [from, of])
        : run<BehindRow>(pool, behindOfAll, [from, BEHIND_MOST]));
      return rows.map(behindOf);
    },
    askCard: ({ ticketId, conversationId, channel, version, begin }, delivery, leave) => {
      const values = [ticketId, conversationId, channel, version, delivery.id, begin];
      return ask({ statement: askCard, values }, leave ? [delivery, leave] : [delivery]);
    },
    askMirror: ({ ticketId, seq }, delivery) => ask({ statement: askMirror, values: [ticketId, seq, delivery.id] }, [delivery]),
    askMark: (draftId, delivery) => ask({ statement: askMark, values: [draftId, delivery.id] }, [delivery]),
    takeCard: (ticketId) => card(takeCard, ticketId),
    takeMirror: (ticketId) => card(takeMirror, ticketId),
    cardOf: (ticketId) => card(findCard, ticketId),
    cardAt: async (channel, ts) => {
      const [row] = await run<CardDbRow>(pool, findCardAt, [channel, ts]);
      return row ? cardOf(row) : null;
    },
    keepCard: async (ticketId, { channel, ts, shown }) => void (await run(pool, keepCard, [ticketId, channel, ts, shown])),
    keepMirror: async (ticketId, upTo) => void (await run(pool, keepMirror, [ticketId, upTo])),
    repliesIn: async (ticketId) =>
      (await run<{ message_id: string }>(pool, repliesIn, [ticketId])).map(({ message_id }) => message_id),
    addReply: async ({ draftId, ticketId, conversationId, channel, threadTs, ts }) =>
      void (await run(pool, addReply, [draftId, ticketId, conversationId, channel, threadTs, ts])),
    changedReplies: async (of) => {
      const rows = await (of
        ? run<{ draft_id: string; channel: string }>(pool, changedRepliesOfConversations, [of])
        : run<{ draft_id: string; channel: string }>(pool, changedRepliesOfAll, []));
      return rows.map(({ draft_id, channel }) => ({ draftId: draft_id, channel }));
    },
    takeMark: async (draftId) => {
      await run(pool, takeMark, [draftId]);
      const [row] = await run<ReplyRow>(pool, readReply, [draftId]);
      return row ? replyOf(row, vault) : null;
    },
    keepMark: async (draftId, { ts, shown }) => void (await run(pool, keepMark, [draftId, ts, shown])),
    holder: async (conversationId) => {
      const [row] = await run<{ id: string; name: string; since: Date }>(pool, findHolder, [conversationId]);
      return row ? { agentId: row.id, name: row.name, since: row.since.getTime() } : null;
    },
  };
}

const behindOf = (row: BehindRow): Behind => ({
  ticketId: row.ticket_id,
  conversationId: row.conversation_id,
  team: row.team_id,
  category: row.category,
  priority: row.priority,
  isOpen: row.is_open,
  version: Number(row.version),
  seq: Number(row.seq),
  card:
    row.channel === null ? null : { channel: row.channel, ts: row.ts, behind: row.card_behind, threadBehind: row.thread_behind },
});

const cardOf = (row: CardDbRow): CardRow => ({
  ticketId: row.ticket_id,
  conversationId: row.conversation_id,
  channel: row.channel,
  ts: row.ts,
  shown: row.shown,
  mirroredSeq: Number(row.mirrored_seq),
});

const replyOf = (row: ReplyRow, vault: Vault): ShownReply => ({
  draftId: row.draft_id,
  ticketId: row.ticket_id,
  conversationId: row.conversation_id,
  agentName: row.agent_name,
  channel: row.channel,
  threadTs: row.thread_ts,
  ts: row.ts,
  shown: row.shown,
  state: row.state,
  reason: row.reason,
  seq: row.seq === null ? null : Number(row.seq),
  text: row.sealed.length === 0 ? "" : vault.open(null, row.draft_id, row.sealed),
});
