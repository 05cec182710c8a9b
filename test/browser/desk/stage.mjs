// The desk as its people have it: agents in browsers of their own, customers who come over the line.

import { isCard, makeVisitor, offers, demands } from "../line.mjs";

export const ANSWER_MS = 15_000;
const PASSWORD = "a-long-and-lonely-password";

let people = 0;

/** A person of the desk with a password; `administrator` is one made by `makeAgent`, who lets people in. */
export async function addPerson({ base }, administrator, { name, role = "agent", team = "duty" }) {
  people += 1;
  const person = { name, role, team: await teamOf(administrator, team), email: `person-${people}@desk.example` };
  const { id } = await administrator.does("agents", person);
  const { url } = await administrator.does("invites", person);
  const invite = new URL(url).hash.replace("#invite=", "");
  const answer = await fetch(`${base}/api/v1/session/invite`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: base },
    body: JSON.stringify({ invite, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`session/invite: ${answer.status} ${await answer.text()}`);
  return { ...person, id, password: PASSWORD };
}

/** Acts over the API as the person, signed in as the desk's pages are. */
export async function signIn({ base }, { email, password }) {
  const headers = { "content-type": "application/json", origin: base };
  const answer = await fetch(`${base}/api/v1/session`, { method: "POST", headers, body: JSON.stringify({ email, password }) });
  if (!answer.ok) throw new Error(`session: ${answer.status} ${await answer.text()}`);
  const [cookie] = answer.headers.getSetCookie()[0].split(";");
  const call = async (method, path, body) => {
    const done = await fetch(`${base}/api/v1/${path}`, {
      method,
      headers: { ...headers, cookie },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const read = await done.json();
    if (!done.ok) throw new Error(`${method} ${path}: ${done.status} ${JSON.stringify(read)}`);
    return read;
  };
  return { cookie, get: (path) => call("GET", path), does: (path, body) => call("POST", path, body) };
}

async function teamOf(administrator, team) {
  const { items } = await administrator.get("teams");
  return items.some(({ id }) => id === team) ? team : (await administrator.get("agents")).items[0].team;
}

/**
 * A page of the desk at `path` ("/tickets/T-000123"), with the person signed in, anew unless they are already. `options` as for a browser's context: `viewport`,
 * `colorScheme`; `preferences` as the desk keeps them (`{locale: "en", theme: "dark"}`).
 */
export async function openDesk(stage, { base }, person, { path = "", preferences = {}, ...options } = {}) {
  const kept = JSON.stringify({ locale: "zh-CN", sound: false, ...preferences });
  const context = await stage.context({
    viewport: { width: 1440, height: 900 },
    locale: preferences.locale ?? "zh-CN",
    // A page that is none yet has no store.
    prepare: `if (location.protocol !== "about:" && localStorage.getItem("frontdoor.desk.preferences") === null) localStorage.setItem("frontdoor.desk.preferences", ${JSON.stringify(kept)})`,
    ...options,
  });
  const { cookie = (await signIn({ base }, person)).cookie } = person;
  const [name, ...rest] = cookie.split("=");
  await context.addCookies([{ name, value: rest.join("="), url: base, httpOnly: true, sameSite: "Lax" }]);
  const page = await context.newPage();
  await page.goto(`${base}/desk${path}`);
  return page;
}

/** A customer with a ticket: `{visitor, number, ticket}`. `text` says what is the matter; the bot's questions are answered. */
export async function aTicket({ base }, administrator, { name = "王芳", contact = "wang@shop.example", text, locale = "zh-CN" }) {
  const visitor = await makeVisitor(base, { locale });
  const form = await demands(visitor, (one) => isCard("contact")(one) || offers("submit")(one), text);
  let last = form;
  if (isCard("contact")(form)) {
    const { id } = await visitor.fill(form, { name, contact });
    last = await visitor.hears(offers("submit"), id);
  }
  await visitor.press(last, "submit");
  const receipt = await visitor.hears((one) => one.channelData?.ticket !== undefined);
  const { number } = receipt.channelData.ticket;
  return { visitor, number, ticket: await administrator.get(`tickets/${number}`) };
}
