// A company's own site on its own origin, under no more policy than docs/connect-website.md asks for.

import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

export const LISTED = "shop.example";
export const UNLISTED = "elsewhere.example";

const policyOf = (base) =>
  [
    "default-src 'none'",
    `script-src 'self' ${base}`,
    `connect-src ${base} ${base.replace("http", "ws")}`,
    `img-src ${base} blob: data:`,
    "style-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");

/** Of a shop that means every element it names. */
const HOSTILE = `
  * { all: unset; display: block !important; color: red !important; font-size: 40px !important; letter-spacing: 1em !important }
  div, section, button, textarea, p, frontdoor-chat { position: static !important; transform: rotate(3deg); opacity: 0.2 !important;
    width: 40px !important; visibility: hidden !important; pointer-events: none !important; z-index: -1 !important }
  :root { --brand: red; --surface: red; --text: red; --bubble: red }
  .panel, .bubble, .strip, .composer, .frame { display: none !important }
`;

/**
 * `page({script, head, body, attributes, policy})` puts up a page and answers its address; `script` is the site's own, in a file;
 * `attributes` are those of our tag, `tags` how many of it there are.
 */
export async function openSite() {
  const pages = new Map();
  const files = new Map();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://site");
    const found = pages.get(pathname) ?? files.get(pathname);
    if (found === undefined) return void response.writeHead(pathname === "/favicon.ico" ? 204 : 404).end();
    response.writeHead(200, found.headers).end(found.body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  const put = (map, body, headers) => {
    const path = `/${randomBytes(6).toString("hex")}`;
    map.set(path, { body, headers });
    return path;
  };
  const own = (body, type) => put(files, body, { "content-type": `${type}; charset=utf-8` });

  return {
    port,
    origins: [LISTED, UNLISTED].map((host) => `http://${host}:${port}`),
    page: (
      base,
      { host = LISTED, policy = true, hostile = false, script = "", attributes = "", tags = 1, lang = "zh-CN" } = {},
    ) => {
      const tag = `<script src="${base}/widget.js" async ${attributes}></script>`;
      const body = `<!doctype html>
        <html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Shop</title><link rel="icon" href="data:,">
        <link rel="stylesheet" href="${own(hostile ? HOSTILE : "h1, p { font-family: sans-serif; margin: 24px }", "text/css")}">
        <script src="${own(script, "text/javascript")}"></script>${tag.repeat(tags)}</head>
        <body><h1>Shop</h1><p>Things.</p></body></html>`;
      const headers = { "content-type": "text/html; charset=utf-8" };
      if (policy !== false) headers["content-security-policy"] = policy === true ? policyOf(base) : policy;
      return `http://${host}:${port}${put(pages, body, headers)}`;
    },
    close: () => server.close(),
  };
}
