// The product in a process that nobody ends: after its stop (SIGUSR2) nothing may be left that keeps the process alive.
import { readConfig } from "../../dist/config.js";
import { makeLog } from "../../dist/log.js";
import { startProduct } from "../../dist/product.js";

const PATIENCE_MS = 8_000;
const root = new URL("../..", import.meta.url).pathname;
const product = await startProduct({ config: readConfig(root), root, log: makeLog("silent"), progress: () => undefined });
process.once("SIGUSR2", async () => {
  await product.stop();
  process.stdout.write("stopped\n");
  const tellWhatIsLeft = () => {
    process.stdout.write(`left: ${process.getActiveResourcesInfo().join(" ")}\n`);
    process.exit(7);
  };
  setTimeout(tellWhatIsLeft, PATIENCE_MS).unref();
});
process.stdout.write(`up ${product.port}\n`);
