import type { Change, NewMessage } from "../../../../src/application/turn-store.js";
import type { Commitment } from "../../../../src/domain/commitment/commitment.js";
import type { Customer } from "../../../../src/domain/ticket/customer.js";
import type { Ticket } from "../../../../src/domain/ticket/ticket.js";
import * as sample from "../sample.js";

// The rows of sample.ts as the desk's own queries are tried with them: in English, at another moment.

export const AT = Date.parse("2026-11-23T02:00:00Z");

export const aMessage = (of: Partial<NewMessage> = {}): NewMessage =>
  sample.aMessage({ at: AT, locale: "en", text: "Call me at +86 138****8000", full: "Call me at +86 13800138000", ...of });

/** What a turn committed: the messages of a conversation whose sequence is that of the last. */
export const aChange = (conversationId: string, messages: NewMessage[], awaitsSeq: number | null = null): Change => {
  const seq = messages.at(-1)?.seq ?? 0;
  const conversation = sample.aConversation({ id: conversationId, locale: "en", seq, awaitsSeq, openedAt: AT, version: 1 });
  return sample.aChange(conversation, { messages });
};

export const aCustomer = (of: Partial<Customer> = {}): Customer =>
  sample.aCustomer({
    number: 1,
    name: "Zhang San",
    company: "Blue Sky",
    firstContactAt: AT,
    lastContactAt: AT,
    contacts: [
      { kind: "phone", value: "+8613800138000", verified: "typed" },
      { kind: "email", value: "zhang@example.com", verified: "typed" },
    ],
    ...of,
  });

export const aTicket = (of: Partial<Ticket> & Pick<Ticket, "conversationId" | "customerId" | "owner">): Ticket => ({
  ...sample.aTicket(sample.aConversation({ id: of.conversationId }), {
    number: 1,
    nature: null,
    team: "care",
    text: "It is broken, call +86 13800138000",
    keywords: ["broken"],
    classification: { confidence: {}, evidence: [] },
    createdAt: AT,
  }),
  ...(of as Partial<Extract<Ticket, { status: "open" }>>),
});

export const aPromise = (of: Partial<Commitment> = {}): Commitment =>
  sample.aCommitment({ owedBy: "bot", startedAt: AT, dueAt: AT + 30 * 60_000, clock: "always", why: "sla.P2", steps: [], ...of });
