import { randomBytes } from "node:crypto";
import { chmodSync, closeSync, constants, openSync } from "node:fs";
import { rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { join } from "node:path";

/*
 * In another container the owner's process number is nobody's or somebody else's, and its Postgres cannot be seen: a second one would
 * be started over the same cluster. So the owner also listens on a socket in the folder. Whoever shares the folder on this machine
 * reaches it, and it ends with its process, however that ends.
 */
export interface SignOfLife {
  /** Its file in the folder; null where there can be none: not Linux, or a file system that takes no sockets. */
  name: string | null;
  stop(): Promise<void>;
}

const NONE: SignOfLife = { name: null, stop: () => Promise.resolve() };

export async function showLife(folder: string): Promise<SignOfLife> {
  if (process.platform !== "linux") return NONE;
  const name = `.owner-${randomBytes(8).toString("hex")}.sock`;
  const opened = openSync(folder, constants.O_DIRECTORY);
  const path = pathBy(opened, name);
  const server = createServer((caller) => caller.destroy());
  const listens = await new Promise<boolean>((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(path, () => resolve(true));
  });
  if (!listens) {
    closeSync(opened);
    return NONE;
  }
  server.unref();
  chmodSync(path, 0o666); // A command may run as another user; who may enter the folder may ask.
  const stop = async () => {
    await new Promise((resolve) => server.close(resolve));
    closeSync(opened);
    await rm(join(folder, name), { force: true });
  };
  let stopped: Promise<void> | undefined;
  return { name, stop: () => (stopped ??= stop()) };
}

/** Whether the process that made this socket lives, in whichever container. */
export async function showsLife(folder: string, name: string): Promise<boolean> {
  const opened = openSync(folder, constants.O_DIRECTORY);
  try {
    return await new Promise<boolean>((resolve) => {
      const socket = connect(pathBy(opened, name));
      const answer = (lives: boolean) => {
        socket.destroy();
        resolve(lives);
      };
      socket.once("connect", () => answer(true));
      // EAGAIN: it lives and has more callers than it takes at once.
      socket.once("error", ({ code }: NodeJS.ErrnoException) => answer(code === "EAGAIN"));
    });
  } finally {
    closeSync(opened);
  }
}

/** By the open folder: the path of a socket has 107 bytes at most, that of DATA_DIR may have more. */
const pathBy = (opened: number, name: string): string => `/proc/self/fd/${opened}/${name}`;
