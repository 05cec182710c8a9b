// An agent of the desk, who works over the API with a token from the command line.

import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

export async function makeAgent({ base, dataDirectory }, name) {
  const env = { ...process.env, DATA_DIR: dataDirectory };
  for (const other of ["DATABASE_URL", "PUBLIC_URL", "ALLOWED_ORIGINS", "FRONTDOOR_CLOCK"]) delete env[other];
  const { stdout } = await run(process.execPath, ["dist/cli.js", "token", "--role", "administrator", "--name", name], { env });
  const headers = { authorization: `Bearer ${stdout.trim()}`, "content-type": "application/json" };
  const call = async (method, path, body) => {
    const answer = await fetch(`${base}/api/v1/${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    const read = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(read)}`);
    return read;
  };
  return { get: (path) => call("GET", path), does: (path, body) => call("POST", path, body) };
}
