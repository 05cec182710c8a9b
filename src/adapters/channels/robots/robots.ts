import type { Messenger, Sent } from "../../../application/deliveries/messenger.js";
import type { RenderPosts, RobotFormat, RobotPlan } from "../../../application/digests/ports.js";
import { roomPosts } from "../slack/desk/posts/room-posts.js";
import { dingtalk } from "./dingtalk.js";
import { feishu } from "./feishu.js";
import type { RobotAdapter } from "./format.js";
import { post, type Opens } from "./post.js";
import { slack } from "./slack.js";
import { wecom } from "./wecom.js";

const FORMATS: Record<RobotFormat, RobotAdapter> = { slack, wecom, dingtalk, feishu };

export const renderPosts: RenderPosts = (format, document, charts) =>
  format === "slack_room"
    ? roomPosts(document, charts)
    : { channel: FORMATS[format].channel, bodies: FORMATS[format].bodies(document, charts) };

export interface RobotsDeps {
  plans: () => readonly RobotPlan[];
  /** What the environment holds under a name. */
  named: (name: string) => string | null;
  now: () => number;
  open?: Opens;
}

/** A messenger a format; its destinations are robots' ids, so that no address or secret stands in the database. */
export const makeRobots = (deps: RobotsDeps): Messenger[] =>
  Object.values(FORMATS).map((format) => ({
    channel: format.channel,
    looksUp: false,
    paceMs: format.paceMs,
    send: (to, { payload }, { signal }) => send(format, { robotId: to.address, payload, signal }, deps),
  }));

async function send(
  format: RobotAdapter,
  { robotId, payload, signal }: { robotId: string; payload: unknown; signal: AbortSignal },
  { plans, named, now, open }: RobotsDeps,
): Promise<Sent> {
  const robot = plans().find(({ id, format: of }) => id === robotId && FORMATS[of] === format);
  if (!robot) return { status: "gone" };
  const address = named(robot.address);
  const secret = robot.secret === null ? null : named(robot.secret);
  if (address === null || !URL.canParse(address)) return { status: "refused", reason: `${robot.address} holds no address` };
  if (robot.secret !== null && secret === null) return { status: "refused", reason: `${robot.secret} is not set` };
  const body = payload as Record<string, unknown>;
  const signed = format.sign({ address: new URL(address), body, secret, now: now() });
  return post({ ...signed, signal, judge: format.judge }, open);
}
