import type { Demand } from "../conversation/conversation.js";
import type { Instant } from "../time.js";
import type { Category, Form, Level, Nature, Priority } from "../words.js";

/** What every ticket has, from its first moment: an owner and the clock's start (there is no ticket without an owner). */
export interface TicketBase {
  id: string;
  number: number;
  conversationId: string;
  customerId: string;
  category: Category | null;
  form: Form;
  nature: Nature | null;
  urgency: Level;
  importance: Level;
  priority: Priority;
  /** Complaints: 1 urgent with heavy loss, 2 urgent, 3 general; breaks equal dues (service-process 3). Others: 0. */
  rank: 0 | 1 | 2 | 3;
  outage: boolean;
  owner: string;
  team: string;
  /** The demand in the customer's own words. */
  text: string;
  keywords: string[];
  classification: Pick<Demand, "confidence" | "evidence">;
  linkedTo: string | null;
  createdAt: Instant;
  /** How often the customer did not accept. */
  reopened: number;
  policyVersion: string;
}

export interface Resolution {
  summary: string;
  outcome: string | null;
  prevention: string | null;
  rootCause: string | null;
  by: string;
  at: Instant;
}

export type Ticket = TicketBase &
  (
    | { status: "open" }
    | { status: "waiting"; waitingFor: "customer" | "third_party"; waitingSince: Instant }
    | { status: "resolved"; resolution: Resolution }
    | { status: "closed"; resolution: Resolution; closedAt: Instant; reason: "accepted" | "silence" }
    | { status: "cancelled"; closedAt: Instant; reason: "by_customer" | "by_agent" | "mistake" | "spam" }
    | { status: "merged"; closedAt: Instant; into: string }
  );

export const isOpen = (ticket: Ticket): boolean =>
  ticket.status === "open" || ticket.status === "waiting" || ticket.status === "resolved";

/** `T-000123`: at least six digits. */
export const ticketNumber = (n: number): string => `T-${String(n).padStart(6, "0")}`;
export const customerNumber = (n: number): string => `C-${String(n).padStart(6, "0")}`;

/** One survey of one resolution, credited to the assignee of that time (service-process 6). */
export interface Survey {
  id: string;
  ticketId: string;
  customerId: string;
  assignee: string;
  kind: "full" | "short";
  askedAt: Instant;
  expiresAt: Instant;
  /** Every complete answer, oldest first; the last before expiry counts. */
  answers: { at: Instant; scores: number[]; comment: string | null; heardBy: string | null }[];
  state: "asked" | "answered" | "expired" | "dropped";
}
