import { FILE_MEGABYTES_MAX, MEGABYTE } from "../../../application/files.js";
import type { Route } from "../route.js";
import { BODY_BYTES_MAX } from "./route.js";
import { API_ROUTES } from "./table.js";

const common = { origins: "same", errors: "problem" } as const;

/** The API as rows of the server's own table: the router answers them, the server holds origins, limits and metrics. */
export const serverRoutes = (): Route[] => [
  { ...common, method: "GET", path: "/api/v1/openapi.json", who: "public", limit: "read", bodyBytesMax: 0 },
  ...API_ROUTES.map(({ method, path, may, roles, body, takes }): Route => ({
    ...common,
    method,
    path: `/api/v1${path.replace(/\{(\w+)\}/g, ":$1")}`,
    who: may === "public" ? "public" : { roles },
    // Limits count by address or by conversation, and all agents of a desk may share one address.
    limit: may === "public" ? "login" : null,
    bodyBytesMax: body ? BODY_BYTES_MAX : 0,
    // The desk's own bound may be lower.
    ...(takes === undefined ? {} : { bodyBytesMax: FILE_MEGABYTES_MAX * MEGABYTE, streams: true as const }),
  })),
];
