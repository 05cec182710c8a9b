import { z } from "zod";
import type { Taken } from "../../../../application/sign-in/ports.js";
import {
  WAIT_MINUTES,
  type Ended,
  type SignedIn,
  type TooMany,
  type Void,
  type Weak,
  type Wrong,
} from "../../../../application/sign-in/sign-in.js";
import { PASSWORD_MIN } from "../../../../application/sign-in/weak-password.js";
import { cookieOf, type Door } from "../door.js";
import { found } from "../perform.js";
import type { Problem, Reply } from "../reply.js";
import { openRoute, route } from "../route.js";
import * as answer from "../schemas/answer.js";
import * as field from "../schemas/field.js";

type Session = z.input<typeof answer.session>;

const NO_SESSION: Problem = {
  status: 409,
  code: "no_session",
  detail: "A token is no session: it ends and changes by commands on the machine of the desk.",
};

const own = { params: field.nothing, query: field.nothing, status: 200 } as const;

const start = openRoute({
  ...own,
  method: "POST",
  path: "/session",
  summary: "Sign in; sets the desk's cookie",
  body: z.strictObject({ email: field.email, password: field.password }),
  answer: answer.session,
  handle: async (desk, { body, door }) => inside(await desk.signIn.signIn(body, door), door, 401),
});

const invited = openRoute({
  ...own,
  method: "POST",
  path: "/session/invite",
  summary: "Take up an invitation: sets the password and signs in",
  body: z.strictObject({ invite: field.secret, password: field.password, name: field.name.optional() }),
  answer: answer.session,
  handle: async (desk, { body: { invite: secret, password, name = null }, door }) =>
    inside(await desk.signIn.accept({ kind: "invite", secret, password, name, email: null }, door), door, 401),
});

const welcomed = openRoute({
  ...own,
  method: "POST",
  path: "/session/welcome",
  summary: "Become the first administrator, by the link printed at the start",
  body: z.strictObject({ welcome: field.secret, name: field.name, email: field.email, password: field.password }),
  answer: answer.session,
  handle: async (desk, { body: { welcome: secret, ...person }, door }) =>
    inside(await desk.signIn.accept({ kind: "welcome", secret, ...person }, door), door, 401),
});

const read = route({
  ...own,
  method: "GET",
  path: "/session",
  may: "own_account",
  summary: "Who is signed in",
  body: null,
  answer: answer.session,
  handle: async (desk, { by }) => {
    const agent = await desk.queries.people.agent(by.agentId);
    if (agent === null) return found<Session>("agents", null);
    const { id, name, team, email } = agent;
    return { status: 200, body: { agent: { id, name, role: by.role, team, email } } };
  },
});

const end = route({
  ...own,
  method: "DELETE",
  path: "/session",
  may: "own_account",
  summary: "Sign out",
  body: null,
  answer: field.nothing,
  handle: async (desk, { via, door }) => {
    if (via === "token" || door.session === null) return NO_SESSION;
    await desk.sessions.close(door.session);
    return { status: 200, body: {}, headers: cookieOf(door.baseUrl, null) };
  },
});

const password = route({
  ...own,
  method: "POST",
  path: "/session/password",
  may: "own_account",
  summary: "Change one's password; every other browser is signed out",
  body: z.strictObject({ current: field.password, next: field.password }),
  answer: answer.session,
  handle: async (desk, { by, via, body, door }) => {
    if (via === "token") return NO_SESSION;
    return inside(await desk.signIn.changePassword(body, { agentId: by.agentId, visit: door }), door, 403);
  },
});

export const sessionRoutes = [start, read, end];
export const passwordRoutes = [password, invited, welcomed];

const ENDED: Problem = { status: 401, code: "unauthenticated", detail: "This session has ended: sign in at /desk." };

type Outcome = SignedIn | Wrong | TooMany | Weak | Void | Taken | Ended;

/** `wrong`: 401 for whoever is not signed in, 403 for whoever is and stays so. */
function inside(outcome: Outcome, { baseUrl }: Door, wrong: 401 | 403): Reply<Session> | Problem {
  if ("refused" in outcome) return refused(outcome, wrong);
  return { status: 200, body: { agent: outcome.person }, headers: cookieOf(baseUrl, outcome.session) };
}

const WARN_FROM = 3;

/** The same words whether the e-mail is known or not. */
function refused(outcome: Exclude<Outcome, SignedIn>, wrong: 401 | 403): Problem {
  switch (outcome.refused) {
    case "wrong_password": {
      const { left } = outcome;
      const what = wrong === 401 ? "E-mail or password is wrong." : "This is not your present password.";
      const tries = left === 1 ? "1 more try" : `${left} more tries`;
      const then =
        left === 0 ? ` Wait ${WAIT_MINUTES} minutes.` : left <= WARN_FROM ? ` ${tries}, then ${WAIT_MINUTES} minutes' wait.` : "";
      return { status: wrong, code: "wrong_password", detail: what + then, more: { triesLeft: left, waitMinutes: WAIT_MINUTES } };
    }
    case "too_many_tries": {
      const { waitS } = outcome;
      const wait = waitS > 60 ? `${Math.ceil(waitS / 60)} minutes` : `${waitS} seconds`;
      const detail = `Too many wrong passwords from here: wait ${wait}. An administrator can give you a new link.`;
      return { status: 429, code: "too_many_tries", detail, headers: { "retry-after": String(waitS) } };
    }
    case "weak_password":
      return { status: 422, code: "weak_password", detail: WEAK[outcome.why], more: { why: outcome.why } };
    case "session_ended":
      return ENDED;
    case "void_link":
      return { status: 404, code: "void_link", detail: "This link was used, has expired or never was: ask for a new one." };
    case "name_taken":
    case "email_taken":
      return taken(outcome);
    default:
      return outcome satisfies never;
  }
}

const WEAK = {
  short: `This password is too short: at least ${PASSWORD_MIN} characters, such as four words.`,
  common: "This password is among the first that anybody would try: take another.",
  personal: "This password is hardly more than your name or e-mail: take another.",
};

export const taken = ({ refused }: Taken): Problem =>
  refused === "name_taken"
    ? { status: 409, code: "name_taken", detail: "There is an agent of this name already: give another name." }
    : { status: 409, code: "email_taken", detail: "This e-mail belongs to another agent: give another one." };
