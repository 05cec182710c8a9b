import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { DirectLine } from "../channels/directline/directline.js";
import type { CallerAddress } from "./caller-address.js";
import { keyOf, LIMITS, type Spend } from "./limits.js";
import { fault } from "./problem.js";
import { makeMatcher } from "./match.js";
import type { JudgeOrigin } from "./origins.js";
import type { Answer, Route } from "./route.js";
import { payloadOf } from "./send.js";

export interface UpgradeDeps {
  routes: readonly Route[];
  address: CallerAddress;
  judgeOrigin: JudgeOrigin;
  spend: Spend;
  open: DirectLine["upgrade"];
  onFault: (error: unknown, where: string) => void;
}

/** The handshakes of sockets: only `stream` rows of the table, only from an allowed origin, only so many from an address. */
export function makeUpgrade(deps: UpgradeDeps) {
  const match = makeMatcher(deps.routes.filter(({ who }) => who === "stream"));
  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on("error", destroyed);
    shakeHands(deps, match, { request, socket, head })
      .then((answer) => {
        if (answer !== null) refuse(socket, answer);
      })
      .catch((error: unknown) => {
        deps.onFault(error, "upgrade");
        refuse(socket, fault("directline", "unexpected"));
      });
  };
}

type Asked = Pick<Parameters<DirectLine["upgrade"]>[0], "request" | "socket" | "head">;

async function shakeHands(deps: UpgradeDeps, match: ReturnType<typeof makeMatcher>, asked: Asked): Promise<Answer | null> {
  const { address, judgeOrigin, spend, open } = deps;
  const { request } = asked;
  const [path = "/", search = ""] = (request.url ?? "/").split("?", 2);
  const found = match(request.method ?? "GET", path);
  if (!("route" in found)) return fault("directline", "not_found");
  const base = address.baseUrlOf(request);
  const { allowed } = judgeOrigin(found.route, request.headers, () => base);
  if (!allowed) return fault("directline", "origin_refused");
  const conversationId = found.params["conversationId"] ?? "";
  const key = keyOf("socket", { address: address.of(request), conversationId });
  const waitS = key === null ? null : await spend("socket", key);
  if (waitS !== null) {
    const headers = { "retry-after": String(waitS) };
    return fault("directline", "rate_limited", { status: LIMITS.socket.status, headers });
  }
  return open({ ...asked, conversationId, base, query: new URLSearchParams(search) });
}

/** Not a closure of the handshake: it stays with the socket, and would keep the request with all its headers for as long. */
function destroyed(this: Duplex): void {
  this.destroy();
}

function refuse(socket: Duplex, { status, body, headers = {} }: Answer): void {
  const payload = payloadOf(body);
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
      "Content-Type: application/json; charset=utf-8",
      `Content-Length: ${Buffer.byteLength(payload)}`,
      "Connection: close",
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      "",
      payload.toString(),
    ].join("\r\n"),
  );
}
