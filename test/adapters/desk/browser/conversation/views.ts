import type { CommitmentView, EventView, MessageView, NoteView } from "../../../../../src/application/desk-views.js";

export const CONVERSATION = "0198a000-0000-7000-8000-000000000001";
export const ME = "0198a000-0000-7000-8000-00000000000a";
export const OTHER = "0198a000-0000-7000-8000-00000000000b";

/** Ids are born in order, as those of the desk are. */
export const idOf = (n: number): string => `0198b000-0000-7000-8000-${String(n).padStart(12, "0")}`;
export const at = (clock: string): string => `2026-11-23T${clock}:00.000Z`;

export const message = (seq: number, more: Partial<MessageView> = {}): MessageView => ({
  id: idOf(seq * 10),
  conversationId: CONVERSATION,
  seq,
  at: at("02:00"),
  from: "customer",
  agent: null,
  name: null,
  ticketId: null,
  locale: "zh-CN",
  text: `message ${seq}`,
  say: null,
  buttons: [],
  value: null,
  attachments: [],
  delivery: null,
  edited: [],
  deletedAt: null,
  ...more,
});

export const mine = (seq: number, text: string, more: Partial<MessageView> = {}): MessageView =>
  message(seq, { from: "agent", agent: ME, name: "李敏", text, ...more });

export const event = (n: number, type: string, more: Partial<EventView> = {}): EventView => ({
  id: idOf(n),
  seq: n,
  type,
  v: 1,
  at: at("02:00"),
  recordedAt: at("02:00"),
  by: OTHER,
  ticketId: idOf(1),
  conversationId: CONVERSATION,
  policyVersion: "1",
  data: {},
  ...more,
});

export const note = (n: number, text: string, more: Partial<NoteView> = {}): NoteView => ({
  id: idOf(n),
  ticketId: idOf(1),
  conversationId: CONVERSATION,
  agent: ME,
  agentName: "李敏",
  at: at("02:00"),
  text,
  ...more,
});

/** Owed from 02:00 to 04:00, unless told otherwise. */
export const owed = (more: Partial<CommitmentView> = {}): CommitmentView =>
  ({
    id: idOf(900),
    kind: "progress_update",
    state: "owed",
    ticketId: idOf(1),
    conversationId: CONVERSATION,
    owedTo: "customer",
    owedBy: ME,
    startedAt: at("02:00"),
    dueAt: at("04:00"),
    clock: "always",
    pausedUntil: null,
    saidAt: null,
    toldBefore: false,
    heldByBot: false,
    byReprioritising: false,
    late: false,
    why: "cadence.P1",
    alerts: [],
    endedAt: null,
    ...more,
  }) as CommitmentView;
