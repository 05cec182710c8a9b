// The way between one visitor's browser and everything else: a proxy that gives the visitor an address, as the limits count by it, and that
// can be cut. A header put in by the browser would make every call of a site to the desk one that has to be asked for first.

import { once } from "node:events";
import { createServer, request as ask } from "node:http";
import { connect } from "node:net";

let addresses = 0;

function newAddress() {
  addresses += 1;
  return `198.18.${addresses >> 8}.${addresses & 255}`;
}

/**
 * `cut()` breaks what is open and lets nothing through until `mend()`; `hush()` leaves what is open as it is and carries nothing over it any
 * more, as a router does that forgot who was behind it.
 */
export async function openWay() {
  const address = newAddress();
  const open = new Set();
  const tunnels = new Set();
  let isCut = false;
  const server = createServer((request, response) => {
    const { port, pathname, search } = new URL(request.url);
    const headers = { ...request.headers, "x-forwarded-for": address };
    const further = ask({ host: "127.0.0.1", port, path: pathname + search, method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    further.on("error", () => response.destroy());
    // A stream that its page left ends on the far side too.
    response.on("close", () => further.destroy());
    request.pipe(further);
  });
  server.on("connection", (socket) => {
    if (isCut) return void socket.destroy();
    open.add(socket);
    socket.on("error", () => undefined).on("close", () => open.delete(socket));
  });
  // Sockets come as tunnels.
  server.on("connect", (request, socket, head) => {
    const further = connect(new URL(`http://${request.url}`).port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      further.write(head);
      socket.pipe(further).pipe(socket);
    });
    further.on("error", () => socket.destroy()).on("close", () => socket.destroy());
    const carries = [socket, further];
    tunnels.add(carries);
    socket.on("close", () => {
      further.destroy();
      tunnels.delete(carries);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const cut = () => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  return {
    server: `http://127.0.0.1:${server.address().port}`,
    cut,
    mend: () => (isCut = false),
    hush: () => {
      for (const [socket, further] of tunnels) socket.unpipe(further) && further.unpipe(socket);
    },
    close: () => {
      cut();
      server.close();
    },
  };
}
