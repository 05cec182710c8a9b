import type { Background, Committed } from "../../../application/desk-ports.js";
import type { PublicLog, PublicMessage, Vault } from "../../../application/ports.js";
import type { Change, NewMessage } from "../../../application/turn-store.js";
import { ticketNumber } from "../../../domain/ticket/ticket.js";
import type { Locale } from "../../../domain/words.js";
import { run } from "../pool.js";
import type { Pool } from "../pool.js";
import { readHeads } from "../sql/log/read-heads.js";
import type { LogRow } from "../sql/log/read-log.js";
import { makeBell } from "./bell/bell.js";
import { makeLogReads } from "./log-reads.js";
import { BoundedMap } from "./shared/bounded-map.js";
import { isUuid } from "./shared/is-uuid.js";
import { openText } from "./shared/open-text.js";

/** Numbers of tickets that were written here lately, for messages about them. */
const NUMBERS_MOST = 20_000;

export interface PublicLogDeps {
  pool: Pool;
  vault: Vault;
  /** The name the bot speaks under. */
  assistant: (locale: Locale) => string;
  agentName: (agentId: string) => string | null;
  /** What `instances` shows of this process. */
  name: string;
  failed: (error: unknown) => void;
}

export type DeskLog = PublicLog &
  Committed &
  Background & {
    /** The conversation's highest public sequence; null where there is no such conversation. */
    head(conversationId: string): Promise<number | null>;
  };

/** `read` gives as `seq` the conversation's head, which may be above the last message where `limit` cut. */
export function makePublicLog(deps: PublicLogDeps): DeskLog {
  const { pool } = deps;
  const bell = makeBell(pool, deps);
  const readRows = makeLogReads(pool);
  const numbers = new BoundedMap<string, number>(NUMBERS_MOST);
  return {
    onSaid: bell.onSaid,
    watch: bell.watch,
    start: bell.start,
    stop: bell.stop,
    read: async (conversationId, after, limit) => {
      if (!isUuid(conversationId)) return null;
      const rows = await readRows(conversationId, after, limit);
      if (!rows[0]) return null;
      const messages = rows.filter(hasMessage).map((row) => fromRow(row, conversationId, deps));
      return { messages, seq: Number(rows[0].head) };
    },
    head: async (conversationId) => {
      if (!isUuid(conversationId)) return null;
      const [row] = await run<{ seq: string }>(pool, readHeads, [[conversationId], [-1]]);
      return row ? Number(row.seq) : null;
    },
    committed: (changes) => {
      for (const { ticket } of changes.flatMap(({ tickets }) => tickets)) numbers.set(ticket.id, ticket.number);
      const news = changes.filter(({ messages }) => messages.length > 0);
      bell.said(
        news.map((change) => ({
          conversationId: change.conversation.id,
          messages: fromChange(change, numbers, deps),
          seq: change.conversation.seq,
        })),
      );
    },
  };
}

type Deps = Pick<PublicLogDeps, "assistant" | "agentName">;

type MessageRow = LogRow & { id: string };
const hasMessage = (row: LogRow): row is MessageRow => row.id !== null;

function fromRow(row: MessageRow, conversationId: string, deps: PublicLogDeps): PublicMessage {
  return {
    id: row.id,
    conversationId,
    seq: Number(row.seq),
    at: row.at.getTime(),
    from: row.sender,
    name: row.sender === "bot" ? deps.assistant(row.locale) : row.sender === "agent" ? row.agent_name : null,
    text: openText(row, deps.vault, deps.failed),
    locale: row.locale,
    buttons: row.buttons ?? [],
    value: row.value,
    clientKey: row.client_key,
    ticketNumber: row.ticket_number === null ? null : ticketNumber(row.ticket_number),
    attachments: row.attachments ?? [],
    display: row.display ?? {},
  };
}

/** Empty where something is not at hand (the name of an agent added elsewhere, an old ticket's number): then the log tells. */
function fromChange(change: Change, numbers: Map<string, number>, deps: Deps): PublicMessage[] {
  const messages: PublicMessage[] = [];
  for (const message of change.messages) {
    const name = nameOf(message, deps);
    const number = message.ticketId === null ? null : numbers.get(message.ticketId);
    if (name === undefined || number === undefined) return [];
    messages.push({
      id: message.id,
      conversationId: change.conversation.id,
      seq: message.seq,
      at: message.at,
      from: message.from,
      name,
      text: message.full ?? message.text,
      locale: message.locale,
      buttons: message.buttons.map(({ askId, choice, label }) => ({ askId, choice, label })),
      value: message.value ?? null,
      clientKey: message.clientKey,
      ticketNumber: number === null ? null : ticketNumber(number),
      attachments: message.attachments,
      display: message.display,
    });
  }
  return messages;
}

function nameOf({ from, agentId, locale }: NewMessage, { assistant, agentName }: Deps): string | null | undefined {
  if (from === "customer") return null;
  if (from === "bot") return assistant(locale);
  return agentName(agentId ?? "") ?? undefined;
}
