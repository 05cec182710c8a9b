import { clearLine, createInterface, cursorTo } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { Locale } from "../../../domain/words.js";
import { type DirectLineClient, type HeardActivity, joinConversation } from "../directline/client.js";

export interface TerminalChat {
  /** Of the running desk: `http://127.0.0.1:3978`. */
  baseUrl: string;
  input: Readable;
  output: Writable;
  /** Null: as the machine is set. */
  locale: Locale | null;
}

/** After the last line of a pipe, answers are waited for until none came for this long. */
const QUIET_MS = 1_500;

/** Talks to the desk until the input ends (Ctrl-D); then leaves the conversation and resolves. */
export async function runTerminalChat({ baseUrl, input, output, locale }: TerminalChat): Promise<void> {
  const words = WORDS[locale ?? localeOfMachine()];
  const screen = makeScreen({ input, output });
  let choices: NonNullable<HeardActivity["suggestedActions"]>["actions"] = [];
  let heardAt = performance.now();
  let wasUp: boolean | null = null;
  const client = await joinConversation({
    baseUrl,
    locale: locale ?? localeOfMachine(),
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    onActivity: (activity) => {
      heardAt = performance.now();
      if (activity.from.role === "user" || activity.type !== "message") return;
      choices = activity.suggestedActions?.actions ?? [];
      screen.print(
        [`${activity.from.name}: ${activity.text}`, ...choices.map(({ title }, index) => `  [${index + 1}] ${title}`)].join("\n"),
      );
    },
    onLine: (up) => {
      if (wasUp !== null && wasUp !== up) screen.print(up ? words.back : words.lost);
      wasUp = up;
    },
  });
  screen.print(words.hint);
  await screen.eachLine(async (line) => {
    const choice = choices[Number(line) - 1];
    const sent = await (choice === undefined ? client.say(line) : client.say(choice.text ?? choice.title, choice.value));
    heardAt = performance.now();
    if (sent !== null) screen.print(`${words.refused} ${sent.refused}`);
  });
  if (!screen.isTerminal) while (performance.now() - heardAt < QUIET_MS) await sleep(100);
  leave(client, screen);
}

function leave(client: DirectLineClient, screen: Screen): void {
  client.leave();
  screen.close();
}

interface Screen {
  isTerminal: boolean;
  print(text: string): void;
  /** One after another, until the input ends. */
  eachLine(handle: (line: string) => Promise<void>): Promise<void>;
  close(): void;
}

function makeScreen({ input, output }: Pick<TerminalChat, "input" | "output">): Screen {
  const isTerminal = "isTTY" in output && output.isTTY === true;
  const lines = createInterface({ input, output, prompt: isTerminal ? "> " : "", terminal: isTerminal });
  lines.on("SIGINT", () => lines.close());
  let closed = false;
  lines.on("close", () => (closed = true));
  // What is typed or piped in before the conversation is open is kept.
  const early: string[] = [];
  const keep = (line: string): void => void early.push(line);
  lines.on("line", keep);
  return {
    isTerminal,
    print: (text) => {
      if (isTerminal) {
        clearLine(output, 0);
        cursorTo(output, 0);
      }
      output.write(`${shown(text, isTerminal)}\n`);
      if (isTerminal && !closed) lines.prompt(true);
    },
    eachLine: (handle) =>
      new Promise((resolve) => {
        let all = Promise.resolve();
        const take = (line: string): void => {
          if (line.trim() !== "") all = all.then(() => handle(line.trim()));
          else if (isTerminal) lines.prompt();
        };
        lines.off("line", keep);
        early.forEach(take);
        lines.on("line", take);
        const done = (): void => void all.then(resolve);
        if (closed) done();
        else lines.once("close", done);
      }),
    close: () => {
      lines.close();
      if (isTerminal) output.write("\n");
    },
  };
}

/** What others wrote must not steer the terminal: control characters go, `**bold**` becomes bold or plain, Markdown's escapes go. */
function shown(text: string, isTerminal: boolean): string {
  const safe = text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, "");
  const bold = safe.replace(/\*\*(.+?)\*\*/g, isTerminal ? "\u001b[1m$1\u001b[22m" : "$1");
  return bold.replace(/\\([!-/:-@[-`{-~])/g, "$1");
}

const localeOfMachine = (): Locale => (Intl.DateTimeFormat().resolvedOptions().locale.startsWith("zh") ? "zh-CN" : "en");

const WORDS: Record<Locale, { hint: string; lost: string; back: string; refused: string }> = {
  "zh-CN": {
    hint: "（直接输入；数字选按钮；Ctrl-D 结束）",
    lost: "（连接断开，正在重连；您写的会在恢复后发出）",
    back: "（已恢复连接）",
    refused: "（没有发出）",
  },
  en: {
    hint: "(Just type; a number picks a button; Ctrl-D ends)",
    lost: "(Connection lost, trying again; what you type goes out once it is back)",
    back: "(Connection is back)",
    refused: "(Not sent)",
  },
};
