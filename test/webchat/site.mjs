// A company's own site with the stock Web Chat on it, on its own origin and under a policy as such sites have.

import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

/** What runs on the page: nothing of ours but the token and the domain. */
const SCRIPT = `
const asked = new URLSearchParams(location.search);
const domain = document.documentElement.dataset.domain + "/v3/directline";
const locale = asked.get("locale");
const post = (url, body) =>
  fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }).then((answer) => answer.json());
const given = asked.has("server")
  ? await post("/token", {})
  : await post(document.documentElement.dataset.domain + "/chat/token", {
      locale,
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      resume: localStorage.getItem("resume") ?? undefined,
    });
// As docs/connect-webchat.md has it: a card's buttons are not suggested as well.
const store = WebChat.createStore({}, () => (next) => (action) => {
  const activity = action.type === "DIRECT_LINE/INCOMING_ACTIVITY" ? action.payload.activity : null;
  if (!activity?.channelData?.card) return next(action);
  return next({ ...action, payload: { ...action.payload, activity: { ...activity, suggestedActions: undefined } } });
});
if (given.resume) localStorage.setItem("resume", given.resume);
WebChat.renderWebChat(
  {
    directLine: WebChat.createDirectLine({
      domain,
      token: given.token,
      webSocket: !asked.has("polling"),
      conversationStartProperties: { locale },
    }),
    locale,
    ...(asked.has("once") ? { store } : {}),
    nonce: document.querySelector("script[nonce]").nonce,
  },
  document.getElementById("chat"),
);
`;

const pageOf = (domain, nonce) => `<!doctype html>
<html lang="zh" data-domain="${domain}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Contoso</title>
<style nonce="${nonce}">html, body { height: 100%; margin: 0 } #chat { height: 100% }</style>
<div id="chat"></div>
<script src="/webchat.js" nonce="${nonce}"></script>
<script type="module" src="/page.js" nonce="${nonce}"></script>
</html>`;

const policyOf = (base, nonce) =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    // The hash is that of nothing: Web Chat adds one empty style without its nonce.
    `style-src 'nonce-${nonce}' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='`,
    // Files that are sent are first read from a blob.
    `connect-src 'self' blob: ${base} ${base.replace("http", "ws")}`,
    `img-src 'self' data: blob: ${base}`,
    "worker-src blob:",
    "base-uri 'none'",
  ].join("; ");

/** Listens on a free port. `tokenOf` is the site's own server asking ours for a token, with the secret it alone has. */
export async function openSite({ bundle, tokenOf }) {
  let domain = "";
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://site");
    const nonce = randomBytes(12).toString("base64");
    const answer = (type, body, headers = {}) => response.writeHead(200, { "content-type": type, ...headers }).end(body);
    if (pathname === "/")
      answer("text/html; charset=utf-8", pageOf(domain, nonce), { "content-security-policy": policyOf(domain, nonce) });
    else if (pathname === "/webchat.js") answer("text/javascript; charset=utf-8", bundle);
    else if (pathname === "/page.js") answer("text/javascript; charset=utf-8", SCRIPT);
    else if (pathname === "/token")
      tokenOf(domain).then(
        (given) => answer("application/json", JSON.stringify(given)),
        (error) => response.writeHead(502).end(String(error)),
      );
    else response.writeHead(204).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** Where the product is, once it is known. */
    serve: (base) => (domain = base),
    close: () => server.close(),
  };
}
