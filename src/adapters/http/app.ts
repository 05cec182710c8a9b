import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import { fault, problem } from "./problem.js";
import { SAFE_HEADERS, send } from "./send.js";

export interface Mount {
  path: string;
  handler: RequestHandler;
}

/** Everything that the route table does not answer itself: mounted routers, then a named 404; what throws is a named 5xx. */
export function makeApp(mounts: readonly Mount[], onFault: (error: unknown, where: string) => void) {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.use((_request, response, next) => {
    response.set({ ...SAFE_HEADERS, "content-security-policy": "default-src 'none'; frame-ancestors 'none'" });
    next();
  });
  for (const { path, handler } of mounts) app.use(path, handler);
  app.use((_request, response) => send(response, fault("problem", "not_found"), {}));
  // eslint-disable-next-line max-params -- Express knows an error handler by its four parameters
  const failed: ErrorRequestHandler = (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const known = bodyFault(error);
    if (known === null) onFault(error, request.baseUrl || "http");
    void send(response, known ?? fault("problem", "unexpected"), {});
  };
  app.use(failed);
  return app;
}

/** What Express and its body parser throw for a bad request carries a status below 500. */
function bodyFault(error: unknown) {
  if (typeof error !== "object" || error === null) return null;
  const { status, type, code } = error as { status?: unknown; type?: unknown; code?: unknown };
  if (code === "database.away") return fault("problem", "database_away", { headers: { "retry-after": "1" } });
  if (type === "entity.too.large") return fault("problem", "too_large");
  if (type === "entity.parse.failed") return fault("problem", "malformed_json");
  if (error instanceof URIError) return fault("problem", "bad_path");
  return typeof status === "number" && status >= 400 && status < 500
    ? problem(status, "bad_request", "The request is not well formed.")
    : null;
}
