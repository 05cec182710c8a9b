#!/usr/bin/env node
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { Command, InvalidArgumentError, Option } from "commander";
import { classify, check } from "./commands/files.js";
import { addAgent, createToken, disableAgent, publish } from "./commands/desk.js";
import { digest } from "./commands/digest.js";
import { backUp, restoreFrom } from "./commands/backup.js";
import { chat } from "./commands/chat.js";
import type { Around } from "./commands/around.js";
import { readConfig } from "./config.js";
import { ROLES } from "./domain/words.js";
import { makeLog } from "./log.js";
import { inWords } from "./refusal.js";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Read when a command runs, so that `--help` works with any environment. Commands log to stderr and only what went wrong. */
function around(): Around {
  const config = readConfig(root);
  return {
    config,
    root,
    log: makeLog("silent"),
    out: (line) => void process.stdout.write(`${line}\n`),
    progress: (line) => void process.stderr.write(`${line}\n`),
  };
}

const role = new Option("--role <role>", "what it may do").choices(ROLES);
const notEmpty = (text: string): string => {
  if (text.trim() === "") throw new InvalidArgumentError("give a text");
  return text.trim();
};

const eMail = (text: string): string => {
  if (!/^[^\s@]+@[^\s@]+$/.test(text.trim())) throw new InvalidArgumentError("give an e-mail address");
  return text.trim();
};

const program = new Command("frontdoor").description(
  "A chat-bot front door for customer service. `npm start` runs it; these commands go beside it.",
);

program
  .command("check")
  .description("checks config/ and dialogs/: every fault with file, line and remedy")
  .action(() => check(around()));
program
  .command("publish")
  .description("makes the files' content current on all instances, without a restart")
  .action(() => publish(around()));
program
  .command("classify")
  .description('understands JSON Lines {"text", "lang"?, "region"?} on stdin, one line each on stdout')
  .action(() => classify(around(), process.stdin));
program
  .command("token")
  .description("makes an API token, printed alone on stdout")
  .addOption(role.makeOptionMandatory())
  .option("--name <name>", "the agent it acts as, made if missing (default: the duty agent)", notEmpty)
  .action((options: { role: (typeof ROLES)[number]; name?: string }) =>
    createToken(around(), { role: options.role, name: options.name ?? null }),
  );
const agent = program.command("agent").description("people");
agent
  .command("add")
  .description("a new agent; with --email prints the link by which they set a password")
  .requiredOption("--name <name>", "the name customers and colleagues read", notEmpty)
  .addOption(new Option("--role <role>", "what they may do").choices(ROLES).default("agent"))
  .option("--team <team>", "a team of config/desk.yaml (default: its default team)", notEmpty)
  .option("--email <address>", "what they sign in with", eMail)
  .option("--slack <id>", "their Slack user id, U…", notEmpty)
  .action((options: { name: string; role: (typeof ROLES)[number]; team?: string; email?: string; slack?: string }) =>
    addAgent(around(), options),
  );
agent
  .command("disable <who>")
  .description("by name, e-mail or id: signed out everywhere, tokens void, nothing new to do")
  .action((who: string) => disableAgent(around(), who, true));
agent
  .command("enable <who>")
  .description("takes a disabled agent back; tokens are made anew")
  .action((who: string) => disableAgent(around(), who, false));
program
  .command("digest <name>")
  .description("a digest of config/channels.yaml as it would be posted now; nothing is sent")
  .option("--period <period>", "a day (2026-11-22) or a week (2026-W47)", notEmpty)
  .option("--json", "with every figure as a number", false)
  .action((name: string, options: { period?: string; json: boolean }) => digest(around(), { name, ...options }));
program
  .command("backup <file>")
  .description("all data in one snapshot")
  .action((file: string) => backUp(around(), file));
program
  .command("restore <file>")
  .description("a backup into an empty database, while the desk is stopped")
  .action((file: string) => restoreFrom(around(), file));
program
  .command("chat")
  .description("talks to the desk in this terminal; starts it when it does not run")
  .addOption(new Option("--lang <language>", "the language to be greeted in").choices(["zh-CN", "en"]))
  .action((options: { lang?: "zh-CN" | "en" }) => chat(around(), options.lang ?? null));

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${inWords(error)}\n`);
  process.exitCode = 1;
});
