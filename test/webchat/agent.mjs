// An agent of the desk, who works over the API with a token from the command line.

import { execFile } from "node:child_process";
import { promisify } from "node:util";

const HEARD_MS = 20_000;

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
  const get = (path) => call("GET", path);
  const messages = async (conversationId) => (await get(`conversations/${conversationId}/messages?limit=200`)).items;
  /** Waits until the desk has a message of these words. */
  async function hears(conversationId, words) {
    for (const until = Date.now() + HEARD_MS; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 200)))
      if ((await messages(conversationId)).some(({ text }) => text === words)) return;
    throw new Error(`the desk never had: ${words}`);
  }
  /** Says it with a file. */
  async function sends(conversationId, { name, buffer, text }) {
    const answer = await fetch(`${base}/api/v1/attachments?conversationId=${conversationId}`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/octet-stream", "x-file-name": encodeURIComponent(name) },
      body: buffer,
    });
    if (answer.status !== 201) throw new Error(`attachments: ${answer.status} ${await answer.text()}`);
    const { id } = await answer.json();
    await call("POST", `conversations/${conversationId}/messages`, { text, attachments: [id] });
  }
  return {
    get,
    messages,
    hears,
    sends,
    does: (path, body) => call("POST", path, body),
    changes: (path, body) => call("PATCH", path, body),
  };
}
