// A site that listens to what the chat tells it.

import { ANSWER_MS } from "./visitor.mjs";

/** What the site heard, in order: [event, detail]. */
export const events = (page) => page.evaluate(() => window.heard ?? []);
/** The site's own script: hears every event. */
export const LISTENS = `
  window.heard = [];
  window.frontdoor = { q: [] };
  for (const event of ["ready", "open", "close", "message", "unread", "ticket", "error"])
    frontdoor.q.push(["on", event, (detail) => heard.push([event, detail])]);
`;
/** The detail of the first event of that name. */
export const heard = (page, event) =>
  page.waitForFunction((name) => window.heard?.find(([one]) => one === name)?.[1], event, { timeout: ANSWER_MS });
