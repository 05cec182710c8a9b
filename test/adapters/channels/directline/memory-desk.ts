import {
  DatabaseAway,
  type FrontDoor,
  type InboundMessage,
  type OpenConversation,
  type PublicLog,
  type PublicMessage,
  type Sightings,
} from "../../../../src/application/ports.js";
import type { ResumeKind, Resumes } from "../../../../src/application/desk-ports.js";

type Listener = Parameters<PublicLog["onSaid"]>[0];
type Said = Pick<PublicMessage, "from" | "text"> & Partial<PublicMessage>;

/** The ports in memory: greets, echoes what is said, and can be told to speak, to go away or to hide what it says from listeners. */
export function memoryDesk() {
  const logs = new Map<string, PublicMessage[]>();
  const keys = new Map<string, number>();
  const listeners = new Set<Listener>();
  const resumes = new Map<string, { conversationId: string; userId: string; kind: ResumeKind }>();
  let secrets = 0;
  const desk = {
    away: false,
    opened: [] as OpenConversation[],
    received: [] as InboundMessage[],
    seen: [] as [string, number][],
    reads: 0,
    cursors: (() => []) as () => Iterable<[string, number]>,
    logs,
    say: (conversationId: string, ...texts: string[]) =>
      tell(
        conversationId,
        texts.map((text) => ({ from: "bot" as const, text })),
      ),
    tell,
    /** As another instance commits: this one only hears that there is news. */
    sayElsewhere: (conversationId: string, text: string) => {
      const [message] = store(conversationId, [{ from: "bot", text }]);
      for (const listener of listeners) listener(conversationId, [], message!.seq);
    },
    /** Stored, and no bell rings. */
    saySilently: (conversationId: string, text: string) => store(conversationId, [{ from: "bot", text }]),
  };

  function store(conversationId: string, said: Said[]): PublicMessage[] {
    const log = logs.get(conversationId);
    if (log === undefined) throw new Error(`no conversation ${conversationId}`);
    const messages = said.map((one, index) => {
      const seq = log.length + index + 1;
      return {
        id: `m-${seq}`,
        conversationId,
        seq,
        at: Date.UTC(2026, 10, 23, 2, 0, seq),
        name: one.from === "customer" ? null : "小川",
        locale: "zh-CN" as const,
        buttons: [],
        value: null,
        clientKey: null,
        ticketNumber: null,
        attachments: [],
        display: {},
        ...one,
      };
    });
    log.push(...messages);
    return messages;
  }
  function tell(conversationId: string, said: Said[]): PublicMessage[] {
    const messages = store(conversationId, said);
    for (const listener of listeners) listener(conversationId, messages, messages.at(-1)!.seq);
    return messages;
  }
  const reach = async (): Promise<void> => {
    await Promise.resolve();
    if (desk.away) throw new DatabaseAway(new Error("stopped"));
  };

  const frontDoor: FrontDoor = {
    open: async (opening) => {
      await reach();
      desk.opened.push(opening);
      const known = logs.get(opening.conversationId);
      if (known !== undefined) return { opened: false, seq: known.length };
      logs.set(opening.conversationId, []);
      tell(opening.conversationId, [
        { from: "bot", text: "您好，我是**小川**。", buttons: [{ askId: "ask-1", choice: "status", label: "查进度" }] },
      ]);
      return { opened: true, seq: 1 };
    },
    receive: async (message) => {
      await reach();
      if (!logs.has(message.conversationId)) return { refused: "unknown_conversation" };
      const key = message.key === null ? null : `${message.conversationId} ${message.channelUserId} ${message.key}`;
      const before = key === null ? undefined : keys.get(key);
      if (before !== undefined) return { seq: before };
      desk.received.push(message);
      const [echo] = tell(message.conversationId, [
        { from: "customer", text: message.text, value: message.value, clientKey: message.key },
        { from: "bot", text: `收到：${message.text}` },
      ]);
      if (key !== null) keys.set(key, echo!.seq);
      return { seq: echo!.seq };
    },
  };
  const log: PublicLog = {
    read: async (conversationId, after, limit) => {
      await reach();
      desk.reads += 1;
      const all = logs.get(conversationId);
      return all === undefined ? null : { messages: all.slice(after, after + limit), seq: all.length };
    },
    onSaid: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch: (cursors) => {
      desk.cursors = cursors;
    },
  };
  const sightings: Sightings = { seen: (conversationId, seq) => desk.seen.push([conversationId, seq]) };
  const create: Resumes["create"] = async (conversationId, userId, kind) => {
    await reach();
    const secret = `resume-${++secrets}-${conversationId}`;
    resumes.set(secret, { conversationId, userId, kind });
    return secret;
  };
  const store_: Omit<Resumes, "forget"> = {
    create,
    use: async (secret, identified) => {
      await reach();
      const found = resumes.get(secret);
      if (found === undefined || (identified === null ? found.kind === "identity" : found.userId !== identified)) return null;
      const { conversationId, userId, kind } = found;
      if (kind !== "link") resumes.delete(secret);
      return {
        conversationId,
        userId,
        resume: await create(conversationId, userId, identified === null ? "browser" : "identity"),
      };
    },
    latestOf: async (userId) => {
      await reach();
      return desk.opened.findLast(({ channelUserId }) => channelUserId === userId)?.conversationId ?? null;
    },
  };
  return Object.assign(desk, { frontDoor, log, sightings, resumes: store_ });
}

export type MemoryDesk = ReturnType<typeof memoryDesk>;
