import type { Ports } from "../../../../src/adapters/http/api/desk.js";
import type { DraftView } from "../../../../src/application/held-replies.js";
import type { AlertView } from "../../../../src/application/alerts/alerts.js";
import { AT, COMMITMENT, CONVERSATION, idOf, LI, TICKET } from "./views.js";

export const aDraft: DraftView = {
  id: idOf("0d"),
  conversationId: CONVERSATION,
  ticketId: null,
  state: "held",
  text: "We are on it",
  attachments: [],
  createdAt: AT,
  releaseAt: AT,
  reason: null,
};

const anAlert: AlertView = {
  id: idOf("0f"),
  kind: "alert_raised",
  level: "supervisor",
  by: null,
  at: AT,
  ticketId: TICKET,
  number: "T-000123",
  conversationId: CONVERSATION,
  customer: { name: "Zhang San", company: null },
  commitment: { id: COMMITMENT, kind: "call", dueAt: AT, state: "broken" },
  deliveryId: null,
  why: "unseen",
  seenAt: null,
};

/** Pages of a desk with nothing on them; what they were asked is kept. */
export function somePages(asked: unknown[]): Ports["pages"] {
  const keep = <T>(answer: T) => {
    return (...what: unknown[]) => {
      asked.push(what);
      return Promise.resolve(answer);
    };
  };
  return {
    live: {
      join: ({ end }) => {
        end();
        return () => undefined;
      },
      present: () => [{ ticketId: TICKET, agent: LI, name: "Li Na", state: "writing" }],
    },
    zone: () => "Asia/Shanghai",
    mask: (text) => text.replace(/\d{11}/g, "[phone]"),
    phrases: {
      defaultLocale: () => "en",
      find: (wish) => {
        asked.push(wish);
        return [{ id: "greet", title: "Hello", text: "Hi", category: null }];
      },
    },
    alerts: { list: keep({ items: [anAlert], next: null, counts: { unseen: 1 } }), see: keep(undefined) },
    register: keep({ answer: { ok: true, seq: 1, messageId: null, noteId: null, ticketIds: [TICKET] } }),
    search: { search: keep({ tickets: [], customers: [], items: [], next: null }) },
    drafts: {
      hold: keep(aDraft),
      takeBack: keep({ ...aDraft, state: "taken_back" as const }),
      ofAuthor: keep([aDraft]),
    },
    queue: {
      queue: keep({ items: [], next: null, at: AT, counts: null }),
      meter: keep({ at: AT, overdue: 1, soon: 2, hours: 3, more: false, keptToday: 4, brokenToday: 0 }),
      board: keep({ items: [], next: null, at: AT, counts: null }),
    },
  };
}
