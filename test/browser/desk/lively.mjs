// A desk in the middle of a working afternoon: a week of figures behind it, a dozen customers in both languages, every state of a promise.

import { isCard, makeVisitor, offers } from "../line.mjs";
import { LAST_WEEK, TODAY } from "./lives.mjs";
import { addPerson, signIn } from "./stage.mjs";

const DAY = "2026-11-23";
const LOOKED_AT = "14:38";
const MINUTE = 60_000;
/** Of the day the desk is looked at, unless it names another; Shanghai has no summer time. */
const moment = (at, day = DAY) => new Date(`${day}T${at}:00+08:00`).toISOString();
const later = (iso, minutes) => new Date(Date.parse(iso) + minutes * MINUTE).toISOString();

const STAFF = [
  ["周晨", "agent", "technical"],
  ["陈立", "agent", "technical"],
  ["何洁", "agent", "service"],
  ["Ann Baker", "agent", "sales"],
  ["林青", "administrator", "service"],
];

const made = new Map();

/** Made once a product: people who act over the API as signed in, tickets by their customer's name. */
export function makeLively({ product, agent }) {
  if (!made.has(product.base)) made.set(product.base, live(product, agent));
  return made.get(product.base);
}

async function live(product, agent) {
  const people = {};
  for (const [name, role, team] of STAFF) {
    const person = await addPerson(product, agent, { name, role, team });
    people[name] = { ...person, ...(await signIn(product, person)) };
  }
  // Two things in one minute need the clock no further; it goes on by itself meanwhile.
  const to = async (iso) => ((await agent.get("clock")).now < iso ? agent.does("clock", { to: iso }) : undefined);
  const desk = { product, agent, people, tickets: {}, to };
  const before = Object.entries(LAST_WEEK).flatMap(([day, lives]) => planned(desk, day, lives));
  for (const [at, act] of before.flatMap(({ acts }) => acts).toSorted(([one], [other]) => one.localeCompare(other)))
    await desk.to(at).then(act);
  await scored(desk, before);
  for (const step of TODAY) await happens(desk, step);
  await desk.to(moment(LOOKED_AT));
  return desk;
}

/** What is to come on a day of the week before: each asks, is answered and gets a result, with the moment of each act. */
function planned(desk, day, lives) {
  return lives.map(([text, by, minutes, hours, marks], nth) => {
    const life = { name: `${day} ${nth}`, marks };
    const at = moment(`${String(9 + nth).padStart(2, "0")}:30`, day);
    const does = (path, body) => desk.people[by].does(`tickets/${desk.tickets[life.name].number}/${path}`, body);
    const { answer, result } = localeOf(text) === "en" ? SAID.en : SAID["zh-CN"];
    const acts = [
      [0, () => registers(desk, life.name, { text })],
      [minutes, () => does("assign", { owner: by, reason: "我来" })],
      [minutes + 1, () => does("updates", { text: answer })],
      [hours * 60, () => does("resolution", result)],
      [hours * 60 + 9, () => presses(desk.tickets[life.name].visitor, "accept")],
      [(hours + 22) * 60, () => visited(desk, life.name, does)],
    ];
    return { ...life, acts: acts.map(([after, act]) => [later(at, after), act]) };
  });
}

const SAID = {
  visit: "电话回访：用着正常，没有别的问题",
  "zh-CN": {
    answer: "原因找到了，正在处理，有结果马上告诉您。",
    result: { summary: "已经处理好，并请同事复查过一遍", outcome: "现场试过三次，都正常", prevention: "已加进每周的检查" },
  },
  en: {
    answer: "I found the cause and am working on it. You'll hear from me as soon as it's done.",
    result: {
      summary: "Mended, and checked once more by a colleague",
      outcome: "Tried three times without a fault",
      prevention: "Part of the weekly check",
    },
  },
};

/** A return visit is owed after some results only. */
async function visited({ agent, tickets }, name, does) {
  const { commitments } = await agent.get(`tickets/${tickets[name].number}`);
  if (commitments.some(({ kind, state }) => kind === "return_visit" && state === "owed"))
    await does("visit", { text: SAID.visit });
}

/** The survey comes hours after the result; on Saturday all of them are there. */
async function scored(desk, lives) {
  await desk.to(moment("11:00", "2026-11-21"));
  for (const { name, marks } of lives) {
    if (marks === null) continue;
    const { visitor } = desk.tickets[name];
    const [speed, resolution, attitude, overall] = marks.split(" ");
    await visitor.fill(await visitor.hears(isCard("survey")), { speed, resolution, attitude, overall });
  }
}

/** One line of the day's play. */
async function happens(desk, { at, asks, phones, of, by, text, ...what }) {
  await desk.to(moment(at));
  if (asks) return registers(desk, asks, { text });
  const person = desk.people[by];
  await acts(desk, { ...what, person, phones, text, of });
  // Whoever is at the desk's other end looks at once.
  await desk.tickets[of]?.visitor?.said();
}

async function acts(desk, { person, phones, text, of, ...what }) {
  if (phones) return rings(desk, phones, { person, text, ...what });
  const { visitor, number, conversationId } = desk.tickets[of];
  const ticket = `tickets/${number}`;
  if (what.writes) return visitor.post({ text: what.writes });
  if (what.takes) return person.does(`conversations/${conversationId}/takeover`, {});
  if (what.assigns) return person.does(`${ticket}/assign`, { owner: what.assigns, reason: what.reason });
  if (what.says) return person.does(`conversations/${conversationId}/messages`, { text: what.says });
  if (what.tells) return person.does(`${ticket}/updates`, { text: what.tells, nextUpdateAt: moment(what.next) });
  if (what.notes) return person.does(`${ticket}/notes`, { text: what.notes });
  if (what.asksFor) return person.does(`${ticket}/evidence`, { ask: what.asksFor });
  if (what.result) return person.does(`${ticket}/resolution`, what.result);
  throw new Error(`nothing happens: ${JSON.stringify(what)}`);
}

/** By phone, with a call promised. */
async function rings(desk, name, { person, text, company, call }) {
  const customer = { name, company, phone: "137 0013 7099" };
  const promised = { at: moment(call), why: "答应回电说明" };
  const { id, number, conversationId } = await person.does("tickets", { channel: "phone", customer, text, call: promised });
  desk.tickets[name] = { visitor: null, id, number, conversationId };
  await person.does(`tickets/${number}/assign`, { owner: person.name, reason: "电话是我接的" });
}

/** From the first word to the receipt; answers what is asked on the way. */
async function registers(desk, name, { text }) {
  const locale = localeOf(text);
  const visitor = await makeVisitor(desk.product.base, { locale });
  let { id } = await visitor.post({ text, locale });
  let asked;
  do {
    asked = await visitor.hears((one) => one.suggestedActions !== undefined, id);
    ({ id } = await visitor.press(asked, offers("no")(asked) ? "no" : undefined));
  } while (!offers("submit")(asked));
  const { channelData } = await visitor.hears((one) => one.channelData?.ticket !== undefined, id);
  const ticket = await desk.agent.get(`tickets/${channelData.ticket.number}`);
  desk.tickets[name] = { visitor, id: ticket.id, number: ticket.number, conversationId: ticket.conversationId };
}

const presses = async (visitor, choice) => visitor.press(await visitor.hears(offers(choice)), choice);
const localeOf = (text) => (/\p{Script=Han}/u.test(text) ? "zh-CN" : "en");
