import type { Kept } from "./kept.js";
import type { World } from "./world.js";

/** Longer than a call may take. After that the secret's grace at the server (60 s) has to do: a frozen tab may hold the lock for ever. */
const WAIT_MS = 20_000;
const LOOK_AGAIN_MS = 60;

type Around = { world: World; kept: Kept; name: string };

/** One asker at a time over all tabs: by the browser's locks, else by a lease in the storage that tabs share. */
export async function exclusively<T>({ world, kept, name }: Around, run: () => Promise<T>): Promise<T> {
  const { locks } = world;
  if (locks === null) return leased({ world, kept, name }, run);
  const waiting = new AbortController();
  const stop = world.after(WAIT_MS, () => waiting.abort());
  let began = false;
  const held = () => {
    began = true;
    stop();
    return run();
  };
  try {
    return await locks.request(name, { signal: waiting.signal }, held);
  } catch (error) {
    if (began) throw error;
    return held();
  }
}

async function leased<T>({ world, kept, name }: Around, run: () => Promise<T>): Promise<T> {
  const lease = `${name}.lease`;
  const me = world.newKey();
  const pause = () => new Promise<void>((resolve) => world.after(LOOK_AGAIN_MS * (1 + world.random()), resolve));
  const giveUpAt = world.now() + WAIT_MS;
  while (world.now() < giveUpAt) {
    const [holder, until] = (kept.get(lease) ?? "").split("|");
    if (holder === me) break;
    if (!holder || !(Number(until) > world.now())) kept.set(lease, `${me}|${world.now() + WAIT_MS}`);
    // Two tabs may write at once: who still stands there after a moment has it.
    await pause();
  }
  try {
    return await run();
  } finally {
    if (kept.get(lease)?.startsWith(me)) kept.set(lease, null);
  }
}
