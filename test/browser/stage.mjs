// Where a journey takes place: browser contexts of its own, each with an address of its own, and the faults of everything that happens there.

import { Visitor } from "./visitor.mjs";
import { openWay } from "./way.mjs";

/**
 * `visit` opens a page as a customer of his own; `hosts` are those that may be asked; `allow`: faults that belong to this journey.
 */
export function makeStage({ browser, hosts, allow = [] }) {
  const contexts = [];
  const ways = [];
  const faults = [];
  const asked = [];
  const allowed = (text) => allow.some((pattern) => pattern.test(text));

  const look = (url) => {
    const { protocol, host } = new URL(url);
    asked.push(url);
    const fault = `foreign request: ${url}`;
    if (!["data:", "blob:", "about:"].includes(protocol) && !hosts.has(host) && !allowed(fault)) faults.push(fault);
  };
  const watch = (page) => {
    page.on("pageerror", (error) => allowed(error.message) || faults.push(`error: ${error.message}`));
    page.on("console", (message) => {
      const text = message.text();
      if ((message.type() === "error" || /Content Security Policy/.test(text)) && !allowed(text))
        faults.push(`console: ${text} ${message.location().url}`);
    });
    page.on("dialog", (dialog) => {
      faults.push("a dialog opened");
      void dialog.dismiss();
    });
    page.on("request", (request) => look(request.url()));
    page.on("websocket", (socket) => look(socket.url().replace("ws", "http")));
  };

  async function context({ locale = "zh-CN", prepare = [], ...options } = {}) {
    const way = await openWay();
    ways.push(way);
    const made = await browser.newContext({
      proxy: { server: way.server, bypass: "<-loopback>" },
      locale,
      timezoneId: "Asia/Shanghai",
      viewport: { width: 1280, height: 800 },
      ...options,
    });
    contexts.push(made);
    for (const script of [prepare].flat()) await made.addInitScript(script);
    made.on("page", watch);
    made.way = way;
    return made;
  }
  /** A further page of a context. */
  async function enter(within, url, locale = "zh-CN") {
    const page = await within.newPage();
    await page.goto(url);
    return new Visitor(page, locale);
  }
  return {
    faults,
    asked,
    context,
    enter,
    visit: async (url, { locale = "zh-CN", ...options } = {}) => enter(await context({ locale, ...options }), url, locale),
    pages: () => contexts.flatMap((one) => one.pages()),
    close: async () => {
      for (const one of contexts) await one.close();
      for (const way of ways) way.close();
    },
  };
}
