// A page with the chat on it whose line is played by the test, and what must not be found on it.

const CONVERSATION = "c";
const CORS = { "access-control-allow-origin": "*", "access-control-allow-headers": "*", "access-control-allow-methods": "*" };
const SHOWN_MS = 20_000;
/** Fewer than are drawn at once, with room for the days and pauses between them. */
export const ROWS_MOST = 110;

const pad = (seq) => String(seq).padStart(7, "0");

/** Whatever they were of: one conversation, in this order. */
export const renumbered = (activities) =>
  activities.map((activity, index) => ({ ...activity, id: `${CONVERSATION}|${pad(index + 1)}` }));

/**
 * Answers every call of the chat in the desk's place. `frames` are what the stream says once it is open; `desk` and `link` stand for those
 * answers; `refusal` is what every post is refused with.
 */
export async function play(context, base, { frames = [], desk, link, refusal }) {
  const stream = `${base.replace("http", "ws")}/v3/directline/conversations/${CONVERSATION}/stream`;
  const started = { conversationId: CONVERSATION, token: "t", expires_in: 1800, streamUrl: `${stream}?t=t` };
  const minted = { token: "t", conversationId: CONVERSATION, userId: "dl_u", expires_in: 1800, resume: "r" };
  const answer = (route, body, status = 200) => {
    const isPreflight = route.request().method() === "OPTIONS";
    return route.fulfill({ status: isPreflight ? 204 : status, headers: CORS, ...(isPreflight ? {} : { json: body }) });
  };
  await context.route(`${base}/chat/token`, (route) => answer(route, minted));
  if (desk !== undefined) await context.route(`${base}/chat/desk`, (route) => answer(route, desk));
  await context.route(`${base}/chat/link`, (route) => answer(route, link ?? {}));
  await context.route(`${base}/v3/directline/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (!pathname.endsWith("/activities")) return answer(route, started, 201);
    if (route.request().method() === "POST") return answer(route, refusal ?? {}, 400);
    return answer(route, { activities: [], watermark: "0" });
  });
  await context.routeWebSocket(`${stream}**`, (socket) => {
    for (const frame of frames) socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  });
}

/** Before anything else on the page: remembers what acted, and what a policy reported. */
export function spy() {
  window.acted = [];
  addEventListener("securitypolicyviolation", (event) =>
    window.acted.push(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
  );
  Object.defineProperty(window, "hit", { get: () => undefined, set: () => window.acted.push("hit") });
}

/** Opens the page, and the chat where it stands on a site, and waits until so many messages are drawn with all that is in them. */
export async function opened(context, url, count) {
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => typeof window.frontdoor?.open === "function", null, { timeout: SHOWN_MS });
  await page.evaluate(() => window.frontdoor.open());
  const panel = page.locator("frontdoor-chat section.panel");
  await panel.waitFor({ timeout: SHOWN_MS });
  const drawn = (root) => ({
    messages: root.querySelectorAll("article.item").length,
    bare: [...root.querySelectorAll(".controls")].filter(({ hidden, childElementCount }) => !hidden && childElementCount === 0)
      .length,
  });
  for (const until = Date.now() + SHOWN_MS; ; await page.waitForTimeout(50)) {
    const { messages, bare } = await panel.evaluate(drawn);
    if (messages === count && bare === 0) break;
    if (Date.now() > until)
      throw new Error(`${messages} messages of ${count}, ${bare} cards not drawn: ${await panel.innerText()}`.slice(0, 500));
  }
  return page;
}

/** What is on the page that may not be, in words; runs in the page. */
export function inspect() {
  const found = [...window.acted];
  const tell = (what, { outerHTML }) => found.push(`${what}: ${outerHTML.slice(0, 200)}`);
  const NEVER =
    "script, iframe, frame, object, embed, style, link, base, meta, applet, math, template, video, audio, foreignObject, use, animate, set";
  const ATTRIBUTES = [
    "srcdoc",
    "formaction",
    "action",
    "xlink:href",
    "background",
    "poster",
    "ping",
    "http-equiv",
    "srcset",
    "data",
  ];
  const look = (element) => {
    if (element.matches(NEVER)) tell("an element that acts", element);
    if (element.matches("form:not(.composer)")) tell("a form", element);
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on") || ATTRIBUTES.includes(name)) tell(`an attribute ${name}`, element);
      if (name === "style" && /url\(|expression|@import|script:/i.test(value)) tell("a style that loads", element);
    }
    if (element instanceof HTMLAnchorElement) {
      // One that cannot be read (":") leads nowhere.
      if (!["http:", "https:", "mailto:", "tel:", ":"].includes(element.protocol)) tell("a link that is none", element);
      if (!element.relList.contains("noopener")) tell("a link that lets itself be followed back", element);
      if (element.hasAttribute("href") && !["", "_blank"].includes(element.target)) tell("a link into a frame", element);
    } else if (element.hasAttribute("href")) tell("an address", element);
    if (element.hasAttribute("src") && !/^(https?|blob):/.test(element.src)) tell("a source", element);
    if (element.shadowRoot !== null) for (const one of element.shadowRoot.querySelectorAll("*")) look(one);
  };
  for (const host of document.querySelectorAll("frontdoor-chat")) look(host);
  for (const stray of document.querySelectorAll("script:not([src]), style, iframe, object, embed, base, [onerror], [onload]"))
    tell("put into the site's own page", stray);
  if ({}.polluted !== undefined) found.push("every object is polluted");
  return [...new Set(found)];
}

/** Fails over anything that acted or could. */
export async function isClean(page, url) {
  const found = await page.evaluate(inspect);
  if (page.url().split("#")[0] !== new URL(url).href.split("#")[0]) found.push(`the page went to ${page.url()}`);
  if (found.length > 0) throw new Error(found.join("\n"));
}
