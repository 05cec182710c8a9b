import { v7 as newId } from "uuid";
import type { DraftFailure, Drafts, DraftView, DueDrafts } from "../../../application/held-replies.js";
import type { Vault } from "../../../application/ports.js";
import type { MessageFile } from "../../../domain/conversation/display.js";
import { run } from "../pool.js";
import type { Pool } from "../pool.js";
import { claimDrafts } from "../sql/drafts/claim-drafts.js";
import { holdDraft } from "../sql/drafts/hold-draft.js";
import { listDrafts } from "../sql/drafts/list-drafts.js";
import { repeatedDraft } from "../sql/drafts/repeated-draft.js";
import { settleDraft } from "../sql/drafts/settle-draft.js";
import { ownDraft, takeBackDraft } from "../sql/drafts/take-back-draft.js";
import { iso } from "./queries/list.js";
import { isUuid } from "./shared/is-uuid.js";

/** Of one agent at a time. */
const HELD_MOST = 50;
const SHOWN_MOST = 100;

interface Row {
  id: string;
  conversation_id: string;
  ticket_id: string | null;
  agent_id: string;
  state: DraftView["state"];
  force: boolean;
  sealed: Buffer;
  attachments: MessageFile[];
  created_at: Date;
  release_at: Date;
  reason: DraftFailure | null;
  body_hash: string | null;
}

/** Sealed under the desk's own key: they are gone within minutes, and the conversation may have no customer yet. */
export function makeDrafts({ pool, vault }: { pool: Pool; vault: Vault }): Drafts & { due: DueDrafts } {
  const textOf = (row: Row): string => (row.sealed.length === 0 ? "" : vault.open(null, row.id, row.sealed));
  const view = (row: Row): DraftView => ({
    id: row.id,
    conversationId: row.conversation_id,
    ticketId: row.ticket_id,
    state: row.state,
    text: orNull(() => textOf(row)) ?? "",
    attachments: row.attachments,
    createdAt: iso(row.created_at),
    releaseAt: iso(row.release_at),
    reason: row.reason,
  });
  return {
    hold: async ({ repeat, ...draft }) => {
      const id = newId();
      const repeatKey = repeat && `${repeat.channel}/${repeat.key}`;
      const [row] = await run<Row>(pool, holdDraft, [
        ...[id, draft.conversationId, draft.ticketId, draft.agentId, draft.force, vault.seal(null, id, draft.text)],
        ...[JSON.stringify(draft.attachments), draft.holdSeconds, repeatKey, repeat?.bodyHash, HELD_MOST],
      ]);
      if (row) return view(row);
      const [first] = repeatKey === null ? [] : await run<Row>(pool, repeatedDraft, [repeatKey]);
      if (!first) return { refused: "too_many_drafts" };
      return first.body_hash === repeat?.bodyHash ? view(first) : { refused: "key_reused" };
    },
    takeBack: async (id, agentId) => {
      if (!isUuid(id)) return { refused: "unknown_draft" };
      const [row] = await run<Row>(pool, takeBackDraft, [id, agentId]);
      if (row) return view(row);
      const [own] = await run<Pick<Row, "state">>(pool, ownDraft, [id, agentId]);
      return { refused: own && own.state !== "taken_back" ? "already_sent" : "unknown_draft" };
    },
    ofAuthor: async (conversationId, agentId) =>
      isUuid(conversationId) ? (await run<Row>(pool, listDrafts, [agentId, conversationId, SHOWN_MOST])).map(view) : [],
    due: {
      claim: async (limit) =>
        (await run<Row & { agent_name: string }>(pool, claimDrafts, [limit])).map((row) => ({
          id: row.id,
          conversationId: row.conversation_id,
          ticketId: row.ticket_id,
          agentId: row.agent_id,
          agentName: row.agent_name,
          text: orNull(() => textOf(row)),
          attachments: row.attachments,
          force: row.force,
        })),
      settle: async (id, as) => {
        const values = "failed" in as ? ["failed", null, JSON.stringify(as.failed)] : ["sent", as.messageId, null];
        await run(pool, settleDraft, [id, ...values]);
      },
    },
  };
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
