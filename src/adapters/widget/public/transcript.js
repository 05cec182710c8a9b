// The transcript: what was said, in order, each once. What comes from outside becomes text nodes only, never markup.

import { locale, words } from "./words.js";

const log = document.getElementById("log");
const news = document.getElementById("news");

/** Known messages, by the id the server gave and by the key they were born with: none is shown twice. */
const known = new Set();
const own = new Map();
let unread = 0;
let following = true;

const seqOf = (id) => Number(String(id).split("|").pop());

/** Shows what the server says was said. `choose` is called with the button that was pressed. */
export function show(activity, choose) {
  if (activity.type !== "message" || known.has(activity.id)) return;
  const mine = activity.from.role === "user";
  const born = mine ? own.get(activity.channelData?.clientActivityID) : undefined;
  if (born !== undefined) {
    // The desk's clock counts, not the one this message was written by.
    born.element.querySelector(".who").textContent = whoAndWhen(words.me, Date.parse(activity.timestamp));
    return settle(born, activity.id);
  }
  const { from, text = "", timestamp, locale: lang } = activity;
  const element = bubble({ mine, text, name: from.name, at: Date.parse(timestamp), lang });
  known.add(activity.id);
  if (mine) clearChoices();
  place(element, seqOf(activity.id));
  if (!mine) addChoices(element, activity.suggestedActions?.actions ?? [], choose);
  if (!mine && !following) unread += 1;
  toEnd(following);
}

/** Shows what the customer just wrote, at once and as not yet sent. */
export function showOwn(key, text, value) {
  const said = { key, text, value, done: false, element: bubble({ mine: true, text, at: Date.now() }) };
  own.set(key, said);
  clearChoices();
  log.append(said.element);
  nameOnce(said.element);
  mark(said, "waiting");
  toEnd(true);
  return said;
}

/** The server has it: it stands where its sequence says. */
export function settle(said, id) {
  said.done = true;
  known.add(id);
  mark(said, "sent");
  place(said.element, seqOf(id));
}

/** The honest mark of the customer's own message: waiting, sent, failed. A failed one keeps its text and can be sent again. */
export function mark(said, state, { text = words[state], again } = {}) {
  said.element.className = `said mine ${state}`;
  said.element.querySelector(".mark")?.remove();
  const note = node("div", "mark", text);
  if (again !== undefined) note.append(" ", button("again", words.again, again));
  said.element.append(note);
}

/** Another conversation begins; what waits to be sent goes with it. */
export function beginAfresh(waiting) {
  known.clear();
  log.replaceChildren(node("p", "who", words.fresh), ...waiting.map(({ element }) => element));
}

/** By sequence; what the server does not have yet stays last. */
function place(element, seq) {
  element.dataset.seq = String(seq);
  const later = (other) => other.dataset.seq === undefined || Number(other.dataset.seq) > seq;
  const after = [...log.children].find((child) => child !== element && child.matches(".said") && later(child));
  if (after === undefined) log.append(element);
  else if (element.nextElementSibling !== after) log.insertBefore(element, after);
  nameOnce(element);
  nameOnce(element.nextElementSibling);
}

/** Who and when is said once for what one person says in one minute. */
function nameOnce(element) {
  const who = element?.querySelector(".who");
  if (who) who.hidden = element.previousElementSibling?.querySelector(".who")?.textContent === who.textContent;
}

function bubble({ mine, text, name, at, lang }) {
  const element = node("div", mine ? "said mine" : "said");
  element.append(node("div", "who", whoAndWhen(mine ? words.me : name, at)));
  const body = node("div", "bubble");
  if (lang) body.lang = lang;
  write(body, text, mine);
  element.append(body);
  return element;
}

function whoAndWhen(name, at) {
  const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hour12: false }).format(at);
  return [name, time].filter(Boolean).join(" · ");
}

/** Markdown's escapes and list marks, as a reader sees them. */
const readable = (part) => part.replace(/^- /, "• ").replace(/\\([!-/:-@[-`{-~])/g, "$1");

/** Line breaks, list marks, escapes and **bold** in what the desk says. */
function write(body, text, plain) {
  text.split("\n").forEach((row, index) => {
    if (index > 0) body.append(document.createElement("br"));
    const parts = plain ? [row] : row.split("**");
    if (parts.length % 2 === 0) {
      // An odd number of marks: the last is text.
      const last = parts.pop();
      parts.push(`${parts.pop()}**${last}`);
    }
    parts.forEach((part, at) => body.append(at % 2 === 1 ? node("b", "", readable(part)) : plain ? part : readable(part)));
  });
}

function addChoices(element, actions, choose) {
  if (actions.length === 0) return;
  const choices = node("div", "choices");
  for (const action of actions) choices.append(button("", action.title, () => choose(action)));
  element.append(choices);
}

function clearChoices() {
  for (const choices of log.querySelectorAll(".choices")) choices.remove();
}

function button(className, text, onClick) {
  const element = node("button", className, text);
  element.type = "button";
  element.addEventListener("click", onClick);
  return element;
}

function node(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

/* To the newest, unless the reader has scrolled up: then a button says how many came. */

function toEnd(go) {
  if (go) {
    log.scrollTop = log.scrollHeight;
    unread = 0;
  }
  news.hidden = unread === 0;
  news.textContent = words.news(unread);
}

log.addEventListener("scroll", () => {
  following = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  if (following && unread > 0) toEnd(true);
});
news.addEventListener("click", () => toEnd(true));
