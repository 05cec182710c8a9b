import { type Answer, type Call, UNREACHED } from "./call.js";
import { type Kept, slotOf } from "./kept.js";
import { makeMint, type Minted } from "./mint.js";
import type { LineOptions } from "./types.js";
import type { World } from "./world.js";

const CONVERSATIONS = "/v3/directline/conversations";

/** `stream`: where to listen; else why not, and for how long at least. */
export type Opened = { stream: string } | { refused: boolean; waitMs: number };

/** This visitor's conversation and the token that opens it. */
export interface Visit {
  id(): string | null;
  userId(): string | null;
  token(): string | null;
  /** Of the conversation, below the server's address. */
  path(): string;
  hasStarted(): boolean;
  locale: LineOptions["locale"];
  /** Another conversation than before; `isFresh`: it only begins, in the place of one that there was. */
  onChanged: (isFresh: boolean) => void;
  onLinkRefused: () => void;
  /** What the names of things kept for this visitor end with. */
  slot: Promise<string>;
  /** Starts or finds the conversation, and where to listen from the watermark on. */
  open(watermark: () => number): Promise<Opened>;
  /** A call under the conversation's path. A token that is refused is renewed, and the call made once more. */
  ask(method: string, rest: () => string, body?: object): Promise<Answer>;
  /** The same for any way of calling. */
  withToken(send: () => Promise<Answer>): Promise<Answer>;
  /** A younger token for the same conversation, while the present one is still good. False: not now. */
  refresh(): Promise<boolean>;
}

export function makeVisit({ world, call, kept, options }: { world: World; call: Call; kept: Kept; options: LineOptions }): Visit {
  const slot = slotOf(options.identity, world);
  const mint = makeMint({
    ...{ world, call, kept, options, slot },
    locale: () => visit.locale,
    onLinkRefused: () => visit.onLinkRefused(),
  });
  const state: State = { minted: null, token: null, started: false, before: null };
  let renewing: Promise<Answer | null> | null = null;
  const mintAnew = async (): Promise<Answer | null> => {
    const minted = await mint();
    if ("status" in minted) return minted;
    if (settle(state, minted)) visit.onChanged(false);
    return null;
  };
  /** Null: there is a token now; else why not. */
  const renew = (): Promise<Answer | null> => (renewing ??= mintAnew().finally(() => (renewing = null)));

  const visit: Visit = {
    id: () => state.minted?.conversationId ?? null,
    userId: () => state.minted?.userId ?? null,
    token: () => state.token,
    path: () => `${CONVERSATIONS}/${visit.id()}`,
    hasStarted: () => state.started,
    locale: options.locale,
    onChanged: () => undefined,
    onLinkRefused: () => undefined,
    slot,
    open: async (watermark) => {
      if (state.token === null) {
        const refusal = await renew();
        if (refusal !== null) return { refused: refusal.status === 429 || refusal.status === 503, waitMs: refusal.waitMs };
      }
      const isNew = state.minted?.isNobody === true && !state.started;
      const found = isNew ? null : await visit.ask("GET", () => `?watermark=${watermark()}`);
      const body = { locale: visit.locale, timezone: options.timezone };
      const start = () => call({ method: "POST", path: CONVERSATIONS, token: state.token, body });
      const answer = found === null || found.status === 404 ? await visit.withToken(start) : found;
      if (answer.status === 201 && wasOther(state)) visit.onChanged(true);
      return opened(state, answer);
    },
    ask: (method, rest, body) => visit.withToken(() => call({ method, path: visit.path() + rest(), token: state.token, body })),
    withToken: async (send) => {
      if (state.token === null && (await renew()) !== null) return UNREACHED;
      const [used, conversationId] = [state.token, visit.id()];
      const answer = await send();
      if (answer.status !== 401 && answer.status !== 403) return answer;
      if (state.token === used) state.token = null;
      if (state.token === null && (await renew()) !== null) return UNREACHED;
      // Another conversation is to be opened first.
      return conversationId === visit.id() ? send() : UNREACHED;
    },
    refresh: async () => {
      const path = "/v3/directline/tokens/refresh";
      const { status, body } = await visit.withToken(() => call({ method: "POST", path, token: state.token, body: {} }));
      if (status !== 200 || typeof body["token"] !== "string") return false;
      state.token = body["token"];
      return true;
    },
  };
  return visit;
}

interface State {
  minted: Minted | null;
  token: string | null;
  started: boolean;
  /** What there was before, be it of an earlier page; it may turn out to be lost. */
  before: string | null;
}

/** True: another conversation than this page had. */
function settle(state: State, minted: Minted): boolean {
  const was = state.minted?.conversationId ?? null;
  state.before ??= was ?? minted.before;
  state.token = minted.token;
  state.minted = minted;
  if (was === minted.conversationId) return false;
  state.started = false;
  return was !== null;
}

const wasOther = ({ started, before, minted }: State): boolean =>
  started || (before !== null && before !== minted?.conversationId);

function opened(state: State, { status, body, waitMs }: Answer): Opened {
  const { token, streamUrl } = body;
  if (status >= 300 || typeof streamUrl !== "string") return { refused: false, waitMs };
  if (typeof token === "string") state.token = token;
  state.started = true;
  state.before = null;
  return { stream: streamUrl };
}
