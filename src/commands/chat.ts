import type { Locale } from "../domain/words.js";
import { runTerminalChat } from "../adapters/channels/terminal/terminal-chat.js";
import { startProduct } from "../product.js";
import type { Around } from "./around.js";

/** Talks to the desk that runs here, or starts one for as long as the talk lasts. */
export async function chat(around: Around, locale: Locale | null): Promise<void> {
  const { config } = around;
  const address = config.publicUrl ?? `http://${config.host}:${config.port}`;
  const talk = (baseUrl: string): Promise<void> =>
    runTerminalChat({ baseUrl, input: process.stdin, output: process.stdout, locale });
  if (await runs(address)) return talk(address);
  const product = await startProduct({ ...around, config: { ...config, port: 0 } });
  try {
    await talk(`http://${config.host}:${product.port}`);
  } finally {
    await product.stop();
  }
}

const PATIENCE_MS = 1_000;

async function runs(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(PATIENCE_MS) })).ok;
  } catch {
    return false;
  }
}
