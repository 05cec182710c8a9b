import { connect } from "node:net";

/**
 * One keep-alive connection that posts JSON, one request at a time. Not node:http: its client costs more than our server does, and
 * the load generator would be what is measured.
 */
export async function openWire(port) {
  const socket = connect({ host: "127.0.0.1", port, noDelay: true });
  let waiting = null;
  let got = "";
  const fail = (error) => {
    waiting?.reject(error ?? new Error("The server closed the connection."));
    waiting = null;
  };
  socket.setEncoding("latin1"); // lengths are of bytes
  socket.on("error", fail);
  socket.on("close", () => fail());
  socket.on("data", (chunk) => {
    got += chunk;
    const answer = answerIn(got);
    if (answer === null) return;
    got = "";
    const { resolve } = waiting;
    waiting = null;
    resolve(answer);
  });
  await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  return {
    post: (path, body, head = "") =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        const json = JSON.stringify(body);
        socket.write(
          `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\n${head}Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`,
        );
      }),
    close: () => socket.destroy(),
  };
}

function answerIn(text) {
  const end = text.indexOf("\r\n\r\n");
  if (end === -1) return null;
  const head = text.slice(0, end);
  if (/^transfer-encoding: *chunked/im.test(head) && text.endsWith("0\r\n\r\n"))
    return { status: Number(head.slice(9, 12)), body: "" };
  const length = /^content-length: *(\d+)/im.exec(head);
  if (length === null && /^transfer-encoding/im.test(head)) return null;
  if (length === null) throw new Error(`An answer without a length:\n${head}`);
  const body = text.slice(end + 4);
  if (body.length < Number(length[1])) return null;
  return { status: Number(head.slice(9, 12)), body: Buffer.from(body, "latin1").toString("utf8") };
}
