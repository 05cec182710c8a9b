import { connect } from "node:net";

// A client as bare as can be, so that it is the server that is measured: no ws, no node:http, no validation of what comes.

const CONNECT_MS = 60_000;
const OPCODE = { text: 1, close: 8, ping: 9 };

/** One GET on a connection of its own, as a browser's before it opens a socket; answers the JSON. */
export function getJson({ port, from, path, token }) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port, localAddress: from, noDelay: true });
    let got = "";
    socket.setTimeout(CONNECT_MS, () => socket.destroy(new Error("The answer did not come in time.")));
    socket.on("connect", () =>
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`,
      ),
    );
    socket.on("data", (chunk) => (got += chunk.toString("latin1")));
    socket.on("error", reject);
    socket.on("close", () => {
      const body = got.slice(got.indexOf("\r\n\r\n") + 4);
      if (got.startsWith("HTTP/1.1 200")) resolve(JSON.parse(body));
      else reject(new Error(`GET was answered ${got.slice(0, 40)}`));
    });
  });
}

/** Opens a WebSocket and answers its pings. `onText(payload)` for each frame that holds something. */
export function openSocket({ port, from, path, onText }) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port, localAddress: from, noDelay: true });
    let rest = null;
    let isOpen = false;
    const take = (chunk) => {
      rest = rest === null ? chunk : Buffer.concat([rest, chunk]);
      if (!isOpen) {
        const end = rest.indexOf("\r\n\r\n");
        if (end === -1) return;
        if (rest.toString("latin1", 0, 12) !== "HTTP/1.1 101")
          return socket.destroy(new Error(`The handshake was answered ${rest.toString("latin1", 0, 40)}`));
        rest = rest.subarray(end + 4);
        isOpen = true;
        socket.setTimeout(0);
        resolve(socket);
      }
      rest = framesIn(rest, socket, onText);
    };
    socket.setTimeout(CONNECT_MS, () => socket.destroy(new Error("The handshake was not answered in time.")));
    socket.on("connect", () =>
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
      ),
    );
    socket.on("data", take);
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("The server closed the connection.")));
  });
}

/** Handles whole frames (a server's are not masked) and answers what is left of the next one. */
function framesIn(bytes, socket, onText) {
  let at = 0;
  while (bytes.length - at >= 2) {
    const opcode = bytes[at] & 15;
    let length = bytes[at + 1] & 127;
    let head = 2;
    if (length === 126) {
      if (bytes.length - at < 4) break;
      length = bytes.readUInt16BE(at + 2);
      head = 4;
    } else if (length === 127) {
      if (bytes.length - at < 10) break;
      length = Number(bytes.readBigUInt64BE(at + 2));
      head = 10;
    }
    if (bytes.length - at < head + length) break;
    const payload = bytes.subarray(at + head, at + head + length);
    at += head + length;
    if (opcode === OPCODE.text && length > 0) onText(payload);
    // A mask of four zeros leaves the payload as it is.
    else if (opcode === OPCODE.ping) socket.write(Buffer.concat([Buffer.from([0x8a, 0x80 | length, 0, 0, 0, 0]), payload]));
    else if (opcode === OPCODE.close) socket.destroy();
  }
  return at === bytes.length ? null : Buffer.from(bytes.subarray(at));
}
