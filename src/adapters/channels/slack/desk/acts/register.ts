import type { App } from "@slack/bolt";
import { DatabaseAway } from "../../../../../application/ports.js";
import { SlackFault } from "../../api/fault.js";
import { slackWords } from "../words/words.js";
import { answerCommand, type Answered } from "./command.js";
import { readCommand, readPress, readShortcut, readSubmission, type TypedCommand } from "./payloads.js";
import { pressed, replyWith, tell, type Place, type PressDeps } from "./press.js";
import { submit } from "./submit.js";
import { said } from "./who.js";

export const COMMAND = "/frontdoor";
export const REPLY_SHORTCUT = "reply_to_customer";

/** Slack gives three seconds for an answer; what takes longer follows. */
const ANSWER_WITHIN_MS = 2_300;

/** Everything that colleagues do in Slack. Plain words in a channel are no act: nothing here hears them (I3). */
export function registerActs(app: App, deps: PressDeps, internal: (channel: string) => boolean): void {
  app.action(/^desk:/, async ({ ack, body }) => {
    await ack();
    const press = readPress(body);
    if (press !== null) await orTold(press, deps, () => pressed(press, deps));
  });
  app.shortcut(REPLY_SHORTCUT, async ({ ack, body }) => {
    await ack();
    const shortcut = readShortcut(body);
    if (shortcut !== null) await orTold(shortcut, deps, () => replyWith(shortcut, deps));
  });
  app.view(/^desk:/, async ({ ack, body }) => {
    const submission = readSubmission(body);
    if (submission === null) return ack();
    const who = await deps.whos.of(submission.user);
    if ("told" in who) {
      await ack();
      const { user, note } = submission;
      return tell({ user, channel: note.channel, threadTs: null, triggerId: "" }, who.told, deps);
    }
    const done = await submit(submission, who, deps).catch((error: unknown) => ({
      ...{ refused: slackWords(who.locale)("refused.away"), field: Object.keys(submission.values)[0] ?? "text" },
      error: awayOrThrow(error),
    }));
    if ("refused" in done) return ack({ response_action: "errors", errors: { [done.field]: done.refused } });
    await ack();
    await done.after();
  });
  app.command(COMMAND, async ({ ack, body, respond }) => {
    const command = readCommand(body);
    if (command === null) return ack();
    const answer = answerOf(command, deps);
    const first = await soon(answer);
    const shown = first === null ? null : first.shown;
    await (shown === null ? ack() : ack({ response_type: "ephemeral", ...shown, blocks: shown.blocks as never }));
    const { shown: late, after } = await answer;
    if (first === null) await respond({ response_type: "ephemeral", ...late, blocks: late.blocks as never });
    await after();
  });
  app.event("app_mention", async ({ event }) => {
    const { channel, user, thread_ts, ts } = event;
    if (user === undefined || !internal(channel)) return;
    const words = slackWords(await deps.whos.localeOf(user));
    await tell({ user, channel, threadTs: thread_ts ?? ts, triggerId: "" }, said(words("hint.internal")), deps);
  });
}

async function answerOf(command: TypedCommand, deps: PressDeps): Promise<Answered> {
  const nothing = (): Promise<void> => Promise.resolve();
  const who = await deps.whos.of(command.user);
  if ("told" in who) return { shown: who.told, after: nothing };
  return answerCommand(command, who, deps).catch((error: unknown) => {
    awayOrThrow(error);
    return { shown: said(slackWords(who.locale)("refused.away")), after: nothing };
  });
}

function awayOrThrow(error: unknown): DatabaseAway {
  if (error instanceof DatabaseAway) return error;
  throw error;
}

/** The click is answered already: whoever pressed hears that nothing was done. */
async function orTold(place: Place, deps: PressDeps, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof DatabaseAway) && !(error instanceof SlackFault)) throw error;
    await tell(place, said(slackWords(deps.defaultLocale())("refused.away")), deps);
  }
}

async function soon<T>(promise: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), ANSWER_WITHIN_MS)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
