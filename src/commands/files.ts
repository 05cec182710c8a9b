import type { Readable } from "node:stream";
import { createInterface } from "node:readline";
import { classifyLines } from "../classify.js";
import { ConfigError } from "../config.js";
import { readFiles, understandingOf } from "../content.js";
import { demandFrom, priorityOf } from "../domain/ticket/priority.js";
import type { Around } from "./around.js";
import { aboutSlack } from "./slack.js";

/** Rejects with every fault; says what was checked, and what there is. Slack is asked where its app is set up. */
export async function check({ config, out }: Around): Promise<void> {
  const files = await readFiles(config);
  out(
    `No fault in ${config.configDir} and ${config.dialogsDir}: policy ${files.policy.version.slice(0, 12)}, dialogs ${files.dialogs.version.slice(0, 12)}.`,
  );
  for (const line of aboutBot(config)) out(line);
  const { faults, facts } = await aboutSlack(config, files.channels);
  for (const fact of facts) out(fact);
  if (faults.length > 0) throw new ConfigError(faults.map((fault) => `- ${fault}`).join("\n"));
}

/** What does not fit together has stopped the command already; this is what there is, and what is worth having. */
function aboutBot({ microsoft, publicUrl }: Around["config"]): string[] {
  if (microsoft === null) return [];
  const mounted = `/api/messages is mounted for the bot ${microsoft.appId} (${microsoft.type}).`;
  return publicUrl === null
    ? [mounted, "PUBLIC_URL is not set: files of agents go to its channels by name only, since nobody knows where to fetch them."]
    : [mounted];
}

export async function classify({ config, out }: Around, input: Readable): Promise<void> {
  const files = await readFiles(config);
  const lines = createInterface({ input, crlfDelay: Infinity });
  await classifyLines(lines, {
    understand: understandingOf(files.dialogs),
    priorityOf: (heard) => (heard.category === null ? null : priorityOf(demandFrom(heard, null))),
    threshold: files.policy.understanding.threshold,
    write: out,
  });
}
