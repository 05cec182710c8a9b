import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { DirectLine } from "../channels/directline/directline.js";
import type { CallerAddress } from "./caller-address.js";
import { fault } from "./problem.js";
import { makeMatcher } from "./match.js";
import type { JudgeOrigin } from "./origins.js";
import type { Answer, Route } from "./route.js";
import { payloadOf } from "./send.js";

export interface UpgradeDeps {
  routes: readonly Route[];
  address: CallerAddress;
  judgeOrigin: JudgeOrigin;
  open: DirectLine["upgrade"];
  onFault: (error: unknown, where: string) => void;
}

/** The handshakes of sockets: only `stream` rows of the table, only from an allowed origin. */
export function makeUpgrade({ routes, address, judgeOrigin, open, onFault }: UpgradeDeps) {
  const match = makeMatcher(routes.filter(({ who }) => who === "stream"));
  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on("error", () => socket.destroy());
    try {
      const [path = "/", search = ""] = (request.url ?? "/").split("?", 2);
      const found = match(request.method ?? "GET", path);
      if (!("route" in found)) return refuse(socket, fault("directline", "not_found"));
      const { allowed } = judgeOrigin(found.route, request.headers, () => address.baseUrlOf(request));
      if (!allowed) return refuse(socket, fault("directline", "origin_refused"));
      const conversationId = found.params.conversationId ?? "";
      const answer = open({
        request,
        socket,
        head,
        conversationId,
        base: address.baseUrlOf(request),
        query: new URLSearchParams(search),
      });
      if (answer !== null) refuse(socket, answer);
    } catch (error) {
      onFault(error, "upgrade");
      refuse(socket, fault("directline", "unexpected"));
    }
  };
}

function refuse(socket: Duplex, { status, body }: Answer): void {
  const payload = payloadOf(body);
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
      "Content-Type: application/json; charset=utf-8",
      `Content-Length: ${Buffer.byteLength(payload)}`,
      "Connection: close",
      "",
      payload.toString(),
    ].join("\r\n"),
  );
}
