// The stock Web Chat, as its makers publish it: fetched by npm into its cache, checked, and read without being changed.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

export const PACKAGE = "botframework-webchat@4.18.1";
/** As npm publishes it for this version. Its tree of dependencies is 480 MB; the bundle holds what a page needs of them. */
const INTEGRITY = "sha512-7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg==";
const FILE = "package/dist/webchat.js";

const run = promisify(execFile);

/** The text of the bundle. Throws a sentence where it cannot be fetched, or is not what it should be. */
export async function stockWebChat() {
  const directory = await mkdtemp(join(tmpdir(), "frontdoor-webchat-"));
  try {
    const packing = [
      "pack",
      PACKAGE,
      "--ignore-scripts",
      "--prefer-offline",
      "--fetch-retries=1",
      "--pack-destination",
      directory,
    ];
    await run("npm", packing).catch((error) => {
      throw new Error(`npm could not fetch ${PACKAGE}; is its registry reachable?\n${why(error)}`);
    });
    const tarball = join(directory, `${PACKAGE.replace("@", "-")}.tgz`);
    const integrity = `sha512-${createHash("sha512")
      .update(await readFile(tarball))
      .digest("base64")}`;
    if (integrity !== INTEGRITY) throw new Error(`${PACKAGE} is not what it was: ${integrity}, expected ${INTEGRITY}`);
    await run("tar", ["-xzf", tarball, "-C", directory, FILE]);
    return await readFile(join(directory, FILE), "utf8");
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const why = (error) =>
  String(error.stderr || error)
    .split("\n")
    .filter((line) => !/^npm warn/.test(line))
    .slice(0, 4)
    .join("\n");
