// Puts the payloads through the product, by every way that customers, their sites and agents have, and gathers what it sends to browsers.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import jwt from "jsonwebtoken";
import { demands, isCard, makeVisitor, offers } from "./line.mjs";
import { packed, payloads } from "./xss-payloads.mjs";

const DEMAND = "打印机卡纸了，今天就要用，能修吗";
const MAIL = "hit@example.com";
const AT_ONCE = 6;
/** A visitor's posts within ten seconds. */
const POSTS_EACH = 20;

const run = promisify(execFile);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Some at a time: the desk is one small machine. */
async function each(items, act) {
  const left = [...items.entries()];
  const work = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await act(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Each alone, as a message. */
async function byMessages({ base }) {
  const count = Math.ceil(payloads.length / POSTS_EACH);
  const all = await Promise.all(Array.from({ length: count }, () => makeVisitor(base)));
  await each(all, async (visitor, index) => {
    for (const text of payloads.slice(index * POSTS_EACH, (index + 1) * POSTS_EACH)) await visitor.post({ text });
  });
  return all;
}

/** As names in the contact form, which has room for 80 characters, and beside an address; the desk reads both back. */
async function byForms({ base }) {
  const names = packed(80, " ");
  const all = [];
  await each(names, async (name, index) => {
    const visitor = await makeVisitor(base);
    all.push(visitor);
    const form = await demands(visitor, isCard("contact"), DEMAND);
    const { id } = await visitor.fill(form, { name, contact: `${names[(index + 7) % names.length]} ${MAIL}` });
    await visitor.hears(offers("submit"), id);
  });
  return all;
}

/** What the site signs of its visitors. */
async function byIdentities({ base, secret }) {
  const names = packed(200, " ");
  const all = [];
  await each(names, async (name, index) => {
    const company = names[(index + 1) % names.length];
    const claims = { sub: `u-${index} ${name}`.replace(/\p{C}/gu, "").slice(0, 150), name, company, email: MAIL };
    const visitor = await makeVisitor(base, { identity: jwt.sign(claims, secret, { expiresIn: "1h" }) });
    all.push(visitor);
    await visitor.press(await demands(visitor, offers("submit"), DEMAND), "submit");
    await visitor.hears((one) => one.channelData?.ticket !== undefined);
  });
  return all;
}

/** As names of files; the header of a part carries no control characters, and one that does is refused. */
async function byFiles({ base }) {
  const all = [];
  const given = payloads.map((payload) => payload.replace(/\p{Cc}/gu, ""));
  const groups = Array.from({ length: Math.ceil(given.length / 5) }, (_, nth) => given.slice(nth * 5, nth * 5 + 5));
  await each(groups, async (names) => {
    const visitor = await makeVisitor(base);
    all.push(visitor);
    const form = new FormData();
    const activity = JSON.stringify({
      type: "message",
      text: names[0],
      attachments: [{ contentType: names[0], name: names[1] }],
    });
    form.append("activity", new Blob([activity], { type: "application/vnd.microsoft.activity" }));
    for (const name of names) form.append("file", new Blob(["plain words"], { type: "text/html" }), name);
    await visitor.upload(form);
  });
  return all;
}

/** Whatever agents write and are called, and the survey's comment, over whole lives of tickets. */
async function byAgents({ base, dataDirectory }) {
  const packs = packed(1_900);
  const names = packed(150, " ");
  const agents = await Promise.all([0, 9, 18].map((nth) => makeAgent({ base, dataDirectory }, names[nth])));
  const all = [];
  await each(packs, async (pack, index) => {
    const agent = agents[index % agents.length];
    const visitor = await makeVisitor(base);
    all.push(visitor);
    const form = await demands(visitor, isCard("contact"), DEMAND);
    await visitor.fill(form, { name: names[index], contact: MAIL });
    await visitor.press(await visitor.hears(offers("submit")), "submit");
    const { channelData } = await visitor.hears((one) => one.channelData?.ticket !== undefined);
    const ticket = `tickets/${channelData.ticket.number}`;
    for (const text of payloads.filter((_, nth) => nth % packs.length === index))
      await agent(`conversations/${visitor.conversationId}/messages`, { text });
    await agent(`${ticket}/updates`, { text: pack });
    await agent(`${ticket}/evidence`, { ask: pack });
    const [summary, outcome, prevention] = [0, 1, 2].map((nth) => packs[(index + nth) % packs.length]);
    await agent(`${ticket}/resolution`, { summary, outcome, prevention });
    const { id } = await visitor.press(await visitor.hears(offers("accept")), "accept");
    await visitor.hears(() => true, id);
  });
  // Each survey comes a day after its ticket was closed.
  await agents[0]("clock", { advance: "P1D" });
  await each(all, async (visitor, index) => {
    const survey = await visitor.hears(isCard("survey"));
    const { id } = await visitor.fill(survey, {
      speed: "1",
      resolution: "2",
      attitude: "3",
      overall: "4",
      comment: packs[index],
    });
    await visitor.hears(() => true, id);
  });
  return all;
}

/** An agent of that name; throws where the desk refuses what is done. */
async function makeAgent({ base, dataDirectory }, name) {
  const env = { ...process.env, DATA_DIR: dataDirectory };
  for (const other of ["DATABASE_URL", "PUBLIC_URL", "ALLOWED_ORIGINS", "FRONTDOOR_CLOCK"]) delete env[other];
  // The operating system takes no argument with a NUL in it.
  const role = ["--role", "administrator", "--name", name.replaceAll("\0", "").toWellFormed()];
  const { stdout } = await run(process.execPath, ["dist/cli.js", "token", ...role], { env });
  const headers = { authorization: `Bearer ${stdout.trim()}`, "content-type": "application/json" };
  return async (path, body) => {
    const answer = await fetch(`${base}/api/v1/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
}

const WAYS = { messages: byMessages, forms: byForms, identities: byIdentities, files: byFiles, agents: byAgents };

/** What is said to everybody need not be looked at for each. */
const shownOf = ({ from, text, attachments = [] }) =>
  JSON.stringify([from.role, from.name, text, attachments.map(({ name }) => name)]);

const known = new Map();

/**
 * Everything the product sends to browsers, as activities, once the payloads came in by one of {@link WAYS}; what reads the same, once.
 * Asked again, what came in before.
 */
export function gathered(way, desk) {
  const key = `${way} ${desk.base}`;
  if (!known.has(key)) known.set(key, gather(way, desk));
  return known.get(key);
}

async function gather(way, desk) {
  const visitors = await WAYS[way](desk);
  const said = [];
  await each(visitors, async (visitor) => said.push(await visitor.said()));
  return [...new Map(said.flat().map((activity) => [shownOf(activity), activity])).values()];
}
