import type {
  ConversationView,
  CustomerView,
  EventView,
  MessageView,
  NoteView,
  TicketView,
} from "../../../../application/desk-views.js";
import type { UseQueryResult } from "@tanstack/react-query";
import { useRead } from "../api/queries.js";

// What is read of the ticket at hand; one key each, so that its parts on the page share what was asked once.

export interface List<T> {
  items: T[];
  next: string | null;
}

/** `ref`: T-000123 or an id; null: none is chosen. */
export const useTicket = (ref: string | null): UseQueryResult<TicketView> =>
  useRead(["ticket", ref], ref === null ? null : `/tickets/${encodeURIComponent(ref)}`);

export const useConversation = (id: string | null): UseQueryResult<ConversationView> =>
  useRead(["conversation", id], id === null ? null : `/conversations/${id}`);

/** The newest 200, oldest first. */
export const useMessages = (conversationId: string | null): UseQueryResult<List<MessageView>> =>
  useRead(
    ["conversation", conversationId, "messages"],
    conversationId === null ? null : `/conversations/${conversationId}/messages?newest=true&limit=200`,
  );

export const useNotes = (ticketId: string | null): UseQueryResult<List<NoteView>> =>
  useRead(["ticket", ticketId, "notes"], ticketId === null ? null : `/tickets/${ticketId}/notes?limit=200`);

export const useTicketEvents = (ticketId: string | null): UseQueryResult<List<EventView>> =>
  useRead(["ticket", ticketId, "events"], ticketId === null ? null : `/tickets/${ticketId}/events?limit=200`);

export const useCustomer = (id: string | null): UseQueryResult<CustomerView> =>
  useRead(["customer", id], id === null ? null : `/customers/${id}`);

export interface AgentListed {
  id: string;
  name: string;
  role: string;
  team: string;
  available: boolean;
  disabled: boolean;
}

/** Everybody of the desk, for choosing and for names. */
export const useAgents = (): UseQueryResult<List<AgentListed>> => useRead(["agents"], "/agents?limit=200");
