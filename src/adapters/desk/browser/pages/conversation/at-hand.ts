import { useQuery } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useState } from "react";
import type {
  ConversationView,
  CustomerView,
  EventView,
  MessageView,
  NoteView,
  TicketView,
} from "../../../../../application/desk-views.js";
import type { DraftView } from "../../../../../application/draft-view.js";
import { get, query } from "../../api/client.js";
import { read, useRead } from "../../api/queries.js";
import { useAgents, useConversation, useCustomer, useMessages, useNotes, type AgentListed, type List } from "../../work/reads.js";
import { useWords } from "../../words.js";
import { TERMS } from "../../work/terms.js";
import { gather, gatherOlder, type Gathered } from "./transcript/gather.js";
import { PANE_WORDS } from "./words.js";

/** The ticket that is open and all that hangs on it, read once for the whole pane. */
export interface AtHand {
  ticket: TicketView;
  conversation: ConversationView | null;
  customer: CustomerView | null;
  /** How the customer is called in a sentence. */
  customerName: string;
  messages: Gathered | null;
  /** `about`: called when the page before is there and about to be shown. */
  loadOlder: (about: () => void) => Promise<void>;
  notes: readonly NoteView[];
  events: readonly EventView[];
  /** One's own, held or failed; null: not read yet. */
  drafts: readonly DraftView[] | null;
  /** Of this conversation, not ended. */
  openTickets: readonly TicketView[];
  agents: readonly AgentListed[];
  /** An agent's id, or one of the desk's own voices, in words. */
  nameOf: (by: string) => string;
}

export const AtHandContext = createContext<AtHand | null>(null);

export function useAtHand(): AtHand {
  const atHand = useContext(AtHandContext);
  if (atHand === null) throw new Error("useAtHand stands outside the pane");
  return atHand;
}

export function useReadAtHand(ticket: TicketView): AtHand {
  const { conversationId } = ticket;
  const terms = useWords(TERMS);
  const t = useWords(PANE_WORDS);
  const agents = useAgents().data?.items ?? [];
  const customer = useCustomer(ticket.customerId).data ?? null;
  const open = useRead<List<TicketView>>(
    ["conversation", conversationId, "tickets"],
    `/tickets${query({ conversationId, status: ["open", "waiting", "resolved"], limit: 50 })}`,
  );
  const { messages, loadOlder } = useGathered(conversationId);
  const name = customer?.name ?? customer?.company ?? t.customer;
  const voices: Record<string, string> = { bot: terms.bot, desk: terms.bot, customer: name };
  return {
    ticket,
    conversation: useConversation(conversationId).data ?? null,
    customer,
    customerName: name,
    messages,
    loadOlder,
    notes: useNotes(ticket.id).data?.items ?? NONE,
    events: useEvents(ticket.id),
    drafts:
      useRead<List<DraftView>>(["conversation", conversationId, "drafts"], `/conversations/${conversationId}/drafts`).data
        ?.items ?? null,
    openTickets: open.data?.items ?? NONE,
    agents,
    nameOf: (by) => voices[by] ?? agents.find(({ id }) => id === by)?.name ?? by.slice(0, 8),
  };
}

const NONE: never[] = [];

/** The newest page as it stands, with the pages before it that were asked for. */
function useGathered(conversationId: string): Pick<AtHand, "messages" | "loadOlder"> {
  const page = useMessages(conversationId).data;
  const [state, setState] = useState<{ of: string; gathered: Gathered | null }>({ of: conversationId, gathered: null });
  const known = state.of === conversationId ? state.gathered : null;
  useEffect(() => {
    if (page === undefined) return;
    setState((before) => ({
      of: conversationId,
      gathered: gather(before.of === conversationId ? before.gathered : null, page),
    }));
  }, [page, conversationId]);
  const loadOlder = async (about: () => void): Promise<void> => {
    if (known === null || known.older === null) return;
    const path = `/conversations/${conversationId}/messages${query({ newest: true, limit: 200, cursor: known.older })}`;
    const answered = await get<List<MessageView>>(path);
    if (!answered.ok) return;
    about();
    setState((now) => {
      const same = now.of === conversationId && now.gathered?.older === known.older;
      return same && now.gathered !== null ? { ...now, gathered: gatherOlder(now.gathered, answered.body) } : now;
    });
  };
  return { messages: known, loadOlder };
}

const PAGES_MOST = 10;

/** All of a ticket's history: what counts most stands at its end. */
function useEvents(ticketId: string): readonly EventView[] {
  const { data } = useQuery({
    queryKey: ["ticket", ticketId, "events", "all"],
    queryFn: async ({ signal }) => {
      const items: EventView[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < PAGES_MOST; page += 1) {
        const some: List<EventView> = await read(`/tickets/${ticketId}/events${query({ limit: 200, cursor })}`, signal);
        items.push(...some.items);
        cursor = some.next;
        if (cursor === null) break;
      }
      return items;
    },
  });
  return data ?? NONE;
}
