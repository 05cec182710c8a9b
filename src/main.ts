#!/usr/bin/env node
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { addressOf, readConfig, type Config } from "./config.js";
import { makeLog } from "./log.js";
import { startProduct, type Product } from "./product.js";
import { inWords } from "./refusal.js";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const config = readConfig(root);
  const log = makeLog(config.logLevel);
  const starting = startProduct({ config, root, log, progress: say });
  // Heard from the first moment: a stop that comes while it starts lets the start finish, so that nothing is left half open.
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping: finishing what is under way");
    starting
      .then((product) => product.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, "the stop failed");
          process.exit(1);
        },
      );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  const product = await starting;
  if (!stopping) welcome(config, product, await product.welcome());
}

function welcome(config: Config, { port, clock }: Product, secret: string | null): void {
  const address = addressOf({ ...config, port });
  say("");
  say(`Front door is open.   Chat page: ${address}/`);
  say(`                      Desk:      ${address}/desk${secret === null ? "" : `#welcome=${secret}`}`);
  if (secret !== null) say("                                 (for the first administrator: good once, for a day)");
  say(`                      API:       ${address}/api/v1 (described by /api/v1/openapi.json)`);
  say("An API token:         npx frontdoor token --role administrator");
  if (clock === "virtual") say("The clock is virtual: POST /api/v1/clock moves it. See the README's five minutes.");
  say("");
}

main().catch((error: unknown) => {
  process.stderr.write(`${inWords(error)}\n`);
  process.exit(1);
});
