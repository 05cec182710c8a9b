import { BadCursor } from "../../../../application/desk-queries.js";
import type { TicketQueries } from "../../../../application/desk-queries.js";
import type { Vault } from "../../../../application/ports.js";
import { cut, queryOf, snippetOf } from "../../../../application/search.js";
import type { MessageHit, Search, TicketHit } from "../../../../application/search.js";
import { DAY_MS } from "../../../../domain/time.js";
import { run } from "../../pool.js";
import type { Pool } from "../../pool.js";
import { findCustomers } from "../../sql/search/find-customers.js";
import { findAmongNewest, findMessages } from "../../sql/search/find-messages.js";
import { iso } from "../queries/list.js";
import { pageSize } from "../queries/queue-moments.js";
import { customerOf } from "../queries/queue-row.js";
import type { CustomerRow } from "../queries/queue-row.js";
import { isUuid } from "../shared/is-uuid.js";
import { firstIdAt } from "./words-job.js";

const NEWEST_MOST = 2_000;
/** For a word that the newest hold at all: met once in a thousand, it fills a page by then. */
const FURTHER_MOST = 60_000;
const RECENT_MS = 90 * DAY_MS;
const CUSTOMERS_MOST = 10;
const WORDS_SHOWN = 160;
/** Above every id that is made. */
const END = "ffffffff-ffff-ffff-ffff-ffffffffffff";
const NUMBER = /^t-?0*[1-9]\d{0,8}$/i;

interface SearchDeps {
  pool: Pool;
  vault: Pick<Vault, "lookup">;
  tickets: Pick<TicketQueries, "one">;
  /** A phone or an e-mail in what was asked for, as they are stored. */
  contactsIn: (text: string) => { email: string | null; phone: string | null };
  now?: () => number;
}

type MessageRow = {
  id: string;
  conversation_id: string;
  ticket_id: string | null;
  seq: string;
  at: Date;
  sender: MessageHit["from"];
  text: string;
} & (CustomerRow | { customer_id: null });

export function makeSearch(deps: SearchDeps): Search {
  return {
    search: async (q, page) => {
      const before = page.cursor ? placeOf(page.cursor) : null;
      const query = queryOf(q);
      const limit = pageSize(page);
      const [tickets, customers, rows] = await Promise.all([
        before === null ? ticketsOf(deps, q) : [],
        before === null ? customersOf(deps, q, query) : [],
        query === null ? [] : messagesOf(deps, query, { before: before ?? END, limit: limit + 1 }),
      ]);
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      const items = rows.slice(0, limit).map((row) => messageHit(row, q));
      return { tickets, customers, items, next: last ? cursorOf(last.id) : null };
    },
  };
}

/**
 * Where a page is found among the newest nothing else is looked at, nor where a word that they hold fills a page further back: the
 * index would name every message that ever held it. Then the recent months, then all.
 */
async function messagesOf(
  { pool, now = Date.now }: SearchDeps,
  query: string,
  { before, limit }: { before: string; limit: number },
) {
  const newest = await run<MessageRow>(pool, findAmongNewest, [query, before, limit, NEWEST_MOST]);
  if (newest.length >= limit) return newest;
  if (newest.length > 0) {
    const further = await run<MessageRow>(pool, findAmongNewest, [query, before, limit, FURTHER_MOST]);
    if (further.length >= limit) return further;
  }
  const recent = await run<MessageRow>(pool, findMessages, [query, before, limit, firstIdAt(now() - RECENT_MS)]);
  return recent.length >= limit ? recent : run<MessageRow>(pool, findMessages, [query, before, limit, firstIdAt(0)]);
}

async function ticketsOf({ tickets }: SearchDeps, q: string): Promise<TicketHit[]> {
  const ref = q.trim();
  const ticket = NUMBER.test(ref) || /^\d{1,9}$/.test(ref) ? await tickets.one(ref) : null;
  if (!ticket) return [];
  const { id, number, status, priority, owner, ownerName, conversationId, text } = ticket;
  return [{ id, number, status, priority, owner, ownerName, conversationId, text: cut(text, 0, WORDS_SHOWN) }];
}

async function customersOf({ pool, vault, contactsIn }: SearchDeps, q: string, query: string | null) {
  const { email, phone } = contactsIn(q);
  const lookups = [email, phone].flatMap((contact) => (contact === null ? [] : vault.lookup(contact)));
  return (await run<CustomerRow>(pool, findCustomers, [query, lookups, CUSTOMERS_MOST])).map(customerOf);
}

const messageHit = (row: MessageRow, q: string): MessageHit => ({
  id: row.id,
  conversationId: row.conversation_id,
  ticketId: row.ticket_id,
  seq: Number(row.seq),
  at: iso(row.at),
  from: row.sender,
  customer: row.customer_id === null ? null : customerOf(row),
  ...snippetOf(row.text, q),
});

const cursorOf = (id: string): string => Buffer.from(JSON.stringify(["search", id])).toString("base64url");

function placeOf(cursor: string): string {
  try {
    const [of, id, ...more] = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as unknown[];
    if (of === "search" && typeof id === "string" && isUuid(id) && more.length === 0) return id;
  } catch {
    // No JSON: refused below.
  }
  throw new BadCursor();
}
