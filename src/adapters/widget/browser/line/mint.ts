import { type Answer, type Call, UNREACHED } from "./call.js";
import { exclusively } from "./exclusively.js";
import type { Kept } from "./kept.js";
import type { LineOptions } from "./types.js";
import type { World } from "./world.js";

const SECRET = "frontdoor.resume";
/** Which conversation the secret beside it continues: tells one that was lost from one that never began. */
const CONVERSATION = "frontdoor.conversation";

export interface MintDeps {
  world: World;
  call: Call;
  kept: Kept;
  options: LineOptions;
  slot: Promise<string>;
  locale: () => LineOptions["locale"];
  onLinkRefused: () => void;
}

export interface Minted {
  token: string;
  conversationId: string;
  userId: string;
  /** By no secret: the conversation is still to be started, unless the identity has one. */
  isNobody: boolean;
  /** Which conversation the secret used was of; "": not known which; null: none. */
  before: string | null;
}

/** A token by the link, by the secret of the last visit, or of a new visitor; else the refusal. */
export type Mint = () => Promise<Minted | Answer>;

/** The secret is renewed at each use: it is used by one asker at a time, over all tabs, and written at once. */
export function makeMint(deps: MintDeps): Mint {
  const { world, kept, slot } = deps;
  const byLink = makeByLink(deps);
  return async () => {
    const end = await slot;
    const name = SECRET + end;
    return exclusively({ world, kept, name }, async () => {
      const linked = await byLink();
      const secret = linked === null ? kept.get(name) : null;
      const answer = linked ?? (await ask(deps, secret));
      // No secret of ours: it would be refused for ever.
      if (answer.status === 400) kept.set(name, null);
      const given = givenIn(answer);
      if (given === null) return answer.status === 200 ? UNREACHED : answer;
      const before = secret === null ? null : (kept.get(CONVERSATION + end) ?? "");
      kept.set(name, given.resume);
      kept.set(CONVERSATION + end, given.conversationId);
      return { ...given, before, isNobody: linked === null && secret === null };
    });
  };
}

/**
 * A link goes before what is kept. The server does not say that it refuses one: it makes a new visitor, whose conversation nobody
 * has started. Then what is kept is used, and stays. Null: there is no link, or it was refused.
 */
function makeByLink(deps: MintDeps): () => Promise<Answer | null> {
  let link = deps.options.resume;
  return async () => {
    if (link === null) return null;
    const answer = await ask(deps, link);
    const given = givenIn(answer);
    if (given === null && answer.status !== 400) return answer;
    const path = `/v3/directline/conversations/${given?.conversationId}`;
    const found = given === null ? answer : await deps.call({ method: "GET", path, token: given.token });
    if (found.status === 200) {
      link = null;
      return answer;
    }
    if (found.status !== 400 && found.status !== 404) return { ...UNREACHED, waitMs: found.waitMs };
    link = null;
    deps.onLinkRefused();
    return null;
  };
}

function ask({ call, options: { timezone, identity }, locale }: MintDeps, resume: string | null): Promise<Answer> {
  const body = { locale: locale(), timezone, ...(resume ? { resume } : {}), ...(identity ? { identity } : {}) };
  return call({ method: "POST", path: "/chat/token", body });
}

type Given = Pick<Minted, "token" | "conversationId" | "userId"> & { resume: string };

function givenIn({ status, body }: Answer): Given | null {
  const { token, conversationId, userId, resume } = body as Partial<Record<keyof Given, unknown>>;
  const all = [token, conversationId, userId, resume];
  return status === 200 && all.every((each) => typeof each === "string") ? (body as unknown as Given) : null;
}
