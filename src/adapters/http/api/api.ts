import { Router, type Request, type Response } from "express";
import { DatabaseAway } from "../../../application/ports.js";
import { BadCursor } from "../../../application/desk-queries.js";
import { PasswordsBusy } from "../../../application/sign-in/ports.js";
import type { Stream } from "./event-stream.js";
import type { Desk, Ports } from "./desk.js";
import { doorOf, type Door } from "./door.js";
import { openApi } from "./openapi.js";
import { contentOf, RequestCut } from "../read-body.js";
import { send as sendAnswer } from "../send.js";
import { makeSlots } from "../slots.js";
import { makeMemo, repeatKey } from "./repeat.js";
import { isProblem, problemBody, unknown, type Problem, type Reply } from "./reply.js";
import { readBody, readQuery } from "./request.js";
import type { ApiRoute } from "./route.js";
import { forbidden, othersPage, signIn, type SignedIn } from "./sign-in.js";
import { API_ROUTES } from "./table.js";

/** The API below `/api/v1`: the router, its document and its access rules all come from `API_ROUTES`. */
export function makeApi(ports: Ports): Router {
  const desk: Desk = {
    ...ports,
    moves: makeMemo(Date.now),
    filesAtOnce: makeSlots(FILES_AT_ONCE),
    chartsAtOnce: makeSlots(CHARTS_AT_ONCE),
    streamsAtOnce: makeSlots(STREAMS_AT_ONCE),
  };
  const router = Router({ caseSensitive: true, strict: true });
  let document: string | undefined; // written out when it is first asked for: it takes longer than many a module to load
  router.get("/openapi.json", (_req, res) => void res.type("json").send((document ??= JSON.stringify(openApi(API_ROUTES)))));
  for (const route of API_ROUTES) {
    const path = route.path.replace(/\{(\w+)\}/g, ":$1");
    const method = METHODS[route.method];
    router[method](path, async (req, res) =>
      send(res, await answer(desk, route, { req, res }), () => streamOf(desk, { req, res })),
    );
  }
  for (const path of new Set(API_ROUTES.map((route) => route.path))) {
    const allow = API_ROUTES.filter((route) => route.path === path).map((route) => route.method);
    router.all(path.replace(/\{(\w+)\}/g, ":$1"), (_req, res) => send(res, notThisWay(allow)));
  }
  router.use((_req, res) => send(res, unknown("address")));
  return router;
}

const METHODS = { GET: "get", POST: "post", PATCH: "patch", DELETE: "delete" } as const;

const FILES_AT_ONCE = { most: 32, mostEach: 8 };
const CHARTS_AT_ONCE = { most: 4, mostEach: 4 };
const STREAMS_AT_ONCE = { most: 2_000, mostEach: 20 };

const notThisWay = (allow: string[]): Problem => ({
  status: 405,
  code: "method_not_allowed",
  detail: `This address takes ${allow.join(" and ")}.`,
  headers: { allow: allow.join(", ") },
});

interface Exchange {
  req: Request;
  res: Response;
}

async function answer(desk: Desk, route: ApiRoute, exchange: Exchange): Promise<Reply<unknown> | Problem> {
  try {
    const door = doorOf(desk.address, exchange.req);
    if (route.may === "public")
      return othersPage(exchange.req, door) ?? (await run(desk, route, { ...exchange, door, who: null }));
    const who = await signIn(desk, exchange.req, door);
    if (isProblem(who)) return who;
    if (!route.roles.includes(who.by.role)) return forbidden(route.roles);
    return await run(desk, route, { ...exchange, door, who });
  } catch (error) {
    if (error instanceof DatabaseAway) return AWAY;
    if (error instanceof PasswordsBusy) return BUSY;
    if (error instanceof RequestCut) return CUT;
    if (error instanceof BadCursor) return { status: 400, code: "bad_cursor", detail: error.message };
    throw error;
  }
}

const AWAY: Problem = {
  status: 503,
  code: "database_away",
  detail: "The database does not answer; try again shortly, with the same Idempotency-Key.",
  headers: { "retry-after": "1" },
};

const BUSY: Problem = {
  status: 503,
  code: "busy",
  detail: "Too many people sign in at this moment: try again shortly.",
  headers: { "retry-after": "2" },
};

/** Nobody reads it: the client went away in the middle of its request. */
const CUT: Problem = { status: 400, code: "cut", detail: "The body ended early." };

async function run(desk: Desk, route: ApiRoute, { req, res, door, who }: Exchange & { door: Door; who: SignedIn | null }) {
  const asked = readQuery(req.url);
  if (isProblem(asked)) return asked;
  const sent = route.body ? await readBody(req, res) : { body: undefined };
  if (isProblem(sent)) return sent;
  const bytes = route.takes === "bytes" ? { name: req.get("x-file-name"), content: contentOf(req) } : null;
  const prepared = route.prepare({ params: req.params, ...asked, ...sent, sent: bytes });
  if (isProblem(prepared)) return prepared;
  if (who === null) return prepared.run(desk, { who, door, repeat: null });
  const write = { agentId: who.by.agentId, tokenHash: who.tokenHash, route: `${route.method} ${req.path}`, body: sent.body };
  const repeat = route.body ? repeatKey({ ...write, header: req.get("idempotency-key") }) : null;
  if (repeat && isProblem(repeat)) return repeat;
  return prepared.run(desk, { who, door, repeat });
}

/** Who called is asked again while the stream is open: a token may be revoked, a session ended. */
const streamOf = (desk: Desk, { req, res }: Exchange): Stream => ({
  res,
  lastEventId: req.get("last-event-id") ?? null,
  stillSignedIn: async () => !isProblem(await signIn(desk, req, { ...doorOf(desk.address, req), idle: true })),
});

async function send(res: Response, reply: Reply<unknown> | Problem, stream?: () => Stream): Promise<void> {
  if (!isProblem(reply) && reply.events && stream) return reply.events(stream());
  if (!isProblem(reply) && reply.file) return sendAnswer(res, { status: reply.status, ...reply.file }, {});
  res.status(reply.status).set("cache-control", "no-store");
  if (isProblem(reply)) {
    res
      .set({ ...reply.headers, "content-type": "application/problem+json; charset=utf-8" })
      .send(JSON.stringify(problemBody(reply)));
  } else {
    res.set(reply.headers ?? {}).json(reply.body);
  }
}
