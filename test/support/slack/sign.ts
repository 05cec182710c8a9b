import { createHmac } from "node:crypto";
import http from "node:http";

export interface SignedRequest {
  url: string;
  body: string;
  headers: Record<string, string>;
}

export interface HttpAnswer {
  /** `timeout`: no whole answer in time; `failed`: no connection. */
  status: number | "timeout" | "failed";
  body: string;
  headers: http.IncomingHttpHeaders;
  /** From sending to the answer, in real ms. */
  ms: number;
}

/** `v0=HMAC-SHA256(secret, "v0:timestamp:body")` (docs.slack.dev/authentication/verifying-requests-from-slack). */
export function sign(request: { body: string; secret: string; seconds: number }): Record<string, string> {
  const { body, secret, seconds } = request;
  const hash = createHmac("sha256", secret).update(`v0:${seconds}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": String(seconds), "x-slack-signature": `v0=${hash}` };
}

/** Posts as Slack does, and hangs up when nothing has come in time. Follows no redirect. */
export function send(request: SignedRequest, { within, agent }: { within: number; agent: http.Agent }): Promise<HttpAnswer> {
  const begun = performance.now();
  return new Promise((resolve) => {
    const end = (answer: Partial<HttpAnswer> & Pick<HttpAnswer, "status">): void => {
      clearTimeout(timer);
      resolve({ body: "", headers: {}, ...answer, ms: performance.now() - begun });
    };
    const length = { "content-length": String(Buffer.byteLength(request.body)) };
    const headers = {
      "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
      accept: "*/*",
      ...length,
      ...request.headers,
    };
    const sent = http.request(request.url, { method: "POST", agent, headers }, (got) => {
      const chunks: Buffer[] = [];
      got.on("data", (chunk: Buffer) => chunks.push(chunk));
      got.on("end", () =>
        end({ status: got.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8"), headers: got.headers }),
      );
      got.on("error", () => end({ status: "failed" }));
    });
    const timer = setTimeout(() => {
      end({ status: "timeout" });
      sent.destroy();
    }, within);
    sent.on("error", () => end({ status: "failed" }));
    sent.end(request.body);
  });
}
