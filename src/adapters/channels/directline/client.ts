import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import { z } from "zod";

const AGAIN_MS = [300, 1_000, 2_000, 4_000];
const CALL_MS = 20_000;
const REFRESH_MS = 10 * 60_000;

const Action = z.object({ title: z.string(), text: z.string().optional(), value: z.unknown().optional() });
const Activity = z.object({
  type: z.string(),
  id: z.string(),
  text: z.string().default(""),
  from: z.object({ name: z.string().default(""), role: z.string() }),
  suggestedActions: z.object({ actions: z.array(Action) }).optional(),
});
const ActivitySet = z.object({ activities: z.array(Activity), watermark: z.string().optional() });
const Minted = z.object({ token: z.string(), conversationId: z.string(), resume: z.string() });
const Joined = z.object({ token: z.string(), streamUrl: z.string() });

export type HeardActivity = z.infer<typeof Activity>;

export interface ClientOptions {
  baseUrl: string;
  locale: string | null;
  timezone: string;
  /** Each activity once, in order; the visitor's own words too. */
  onActivity: (activity: HeardActivity) => void;
  /** The line went down, or is up again. */
  onLine: (up: boolean) => void;
}

export interface DirectLineClient {
  /** Resolves once the desk has it; tried again under one key as long as the desk does not answer. */
  say(text: string, value?: unknown): Promise<{ refused: string } | null>;
  leave(): void;
}

/** A small client of our own Direct Line, for the terminal. Rejects where no desk answers at first. */
export async function joinConversation(options: ClientOptions): Promise<DirectLineClient> {
  const { baseUrl, locale, timezone } = options;
  const call = makeCall(baseUrl);
  const minted = answered(Minted, baseUrl, await call("POST", "/chat/token", { body: { locale, timezone } }));
  const path = `/v3/directline/conversations/${minted.conversationId}`;
  const state: State = { ...minted, watermark: "", left: false, socket: null };
  const started = await call("POST", "/v3/directline/conversations", { token: minted.token, body: { locale, timezone } });
  const listen = makeListen({ state, options, call, path });
  listen(answered(Joined, baseUrl, started));
  const refreshing = setInterval(() => void refresh(call, state), REFRESH_MS).unref();
  return {
    say: async (text, value) => {
      const body = { type: "message", text, value, locale, channelData: { clientActivityID: randomUUID(), timezone } };
      for (let tries = 0; ; tries += 1) {
        const { status, body: answer } = await call("POST", `${path}/activities`, { token: state.token, body });
        if (status === 200 || state.left) return null;
        if (status === 403) await resume(call, state);
        else if (status >= 400 && status < 500 && status !== 429) return { refused: messageOf(answer) };
        await pauseAfter(tries);
      }
    },
    leave: () => {
      state.left = true;
      clearInterval(refreshing);
      state.socket?.close();
    },
  };
}

interface State {
  token: string;
  resume: string;
  conversationId: string;
  watermark: string;
  left: boolean;
  socket: WebSocket | null;
}

type Listening = { state: State; options: ClientOptions; call: CallServer; path: string };

/** Hears the stream, and finds its way back with the watermark when it breaks. */
function makeListen({ state, options, call, path }: Listening) {
  const known = new Set<string>();
  const listen = ({ token, streamUrl }: z.infer<typeof Joined>): void => {
    const socket = new WebSocket(streamUrl, { perMessageDeflate: false });
    Object.assign(state, { token, socket });
    socket.on("open", () => options.onLine(true));
    socket.on("message", (data: Buffer) => {
      if (data.length === 0) return;
      const { activities, watermark } = ActivitySet.parse(JSON.parse(data.toString()));
      for (const activity of activities) {
        if (!known.has(activity.id)) options.onActivity(activity);
        known.add(activity.id);
      }
      state.watermark = watermark ?? state.watermark;
    });
    socket.on("error", () => undefined);
    socket.on("close", () => void again());
  };
  const again = async (): Promise<void> => {
    if (!state.left) options.onLine(false);
    for (let tries = 0; !state.left; tries += 1) {
      await pauseAfter(tries);
      const { status, body } = await call("GET", `${path}?watermark=${state.watermark}`, { token: state.token });
      if (status === 200) return listen(Joined.parse(body));
      if (status === 403) await resume(call, state);
    }
  };
  return listen;
}

const pauseAfter = (tries: number): Promise<void> => sleep(AGAIN_MS[Math.min(tries, AGAIN_MS.length - 1)]);

async function refresh(call: CallServer, state: State): Promise<void> {
  const { status, body } = await call("POST", "/v3/directline/tokens/refresh", { token: state.token });
  if (status === 200) state.token = z.object({ token: z.string() }).parse(body).token;
}

/** A token that expired in a long sleep: the same conversation goes on with the secret that came with it. */
async function resume(call: CallServer, state: State): Promise<void> {
  const fresh = Minted.safeParse((await call("POST", "/chat/token", { body: { resume: state.resume } })).body);
  if (fresh.success && fresh.data.conversationId === state.conversationId) Object.assign(state, fresh.data);
}

type CallServer = ReturnType<typeof makeCall>;

const makeCall =
  (baseUrl: string) =>
  async (
    method: string,
    path: string,
    { token, body }: { token?: string; body?: unknown },
  ): Promise<{ status: number; body: unknown }> => {
    const headers = { "content-type": "application/json", ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
    try {
      const response = await fetch(`${baseUrl}${path}`, {
        method,
        headers,
        signal: AbortSignal.timeout(CALL_MS),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: await response.json() };
    } catch {
      return { status: 0, body: null };
    }
  };

function answered<T>(schema: z.ZodType<T>, baseUrl: string, { status, body }: { status: number; body: unknown }): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new Error(`No desk answers at ${baseUrl}${status === 0 ? "" : ` (status ${status})`}: start it with npm start.`);
}

const messageOf = (answer: unknown): string => {
  const parsed = z.object({ error: z.object({ message: z.string() }) }).safeParse(answer);
  return parsed.success ? parsed.data.error.message : "";
};
