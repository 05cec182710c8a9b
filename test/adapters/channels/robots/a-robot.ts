import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Opens } from "../../../../src/adapters/channels/robots/post.js";

export interface Heard {
  path: string;
  body: Record<string, unknown>;
}

export interface Fake {
  heard: Heard[];
  /** How the next posts are answered; the last one stays. */
  answers: ((response: ServerResponse, request: IncomingMessage) => void)[];
  /** Opens what the product asks for by https here, in the clear. */
  open: Opens;
  close(): Promise<void>;
}

export const says =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void =>
    void response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));

/** A group robot's service, as its public contract describes it. */
export async function aRobotService(): Promise<Fake> {
  const heard: Heard[] = [];
  const answers: Fake["answers"] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      heard.push({ path: incoming.url ?? "", body: JSON.parse(Buffer.concat(chunks).toString("utf8")) as Heard["body"] });
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      answer?.(response, incoming);
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    heard,
    answers,
    open: (address, options) => request({ ...options, host: "127.0.0.1", port, path: address.pathname + address.search }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
