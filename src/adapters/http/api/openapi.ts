import { z } from "zod";
import { BODY_BYTES_MAX } from "./route.js";
import type { ApiRoute } from "./route.js";

type Json = Record<string, unknown>;

const problem = z
  .looseObject({ type: z.string(), title: z.string(), status: z.number(), code: z.string(), detail: z.string() })
  .describe("RFC 9457; `code` is stable, `detail` names the remedy")
  .meta({ id: "Problem" });

/** OpenAPI 3.1 of the table; JSON Schema as zod writes it, with the named ones as components. */
export function openApi(routes: readonly ApiRoute[]): Json {
  const components: Json = {};
  const schema = (of: z.ZodType, io: "input" | "output"): unknown => {
    // Inside another schema a named one becomes a reference; at the root it would be written out.
    const { properties, $defs } = z.toJSONSchema(z.strictObject({ it: of }), { io, unrepresentable: "any" }) as {
      properties: Json;
      $defs?: Json;
    };
    for (const [name, component] of Object.entries($defs ?? {})) components[name] = toComponents(component);
    return toComponents(properties.it);
  };
  const paths: Record<string, Json> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route, schema);
  return {
    openapi: "3.1.0",
    info: { title: "frontdoor", version: "1", description: INTRODUCTION },
    servers: [{ url: "/api/v1" }],
    security: [{ token: [] }, { cookie: [] }],
    paths: { ...paths, "/openapi.json": { get: OWN } },
    components: { schemas: components, securitySchemes: SCHEMES },
  };
}

const SCHEMES = {
  token: { type: "http", scheme: "bearer" },
  cookie: {
    type: "apiKey",
    in: "cookie",
    name: "__Host-frontdoor",
    description: "`frontdoor` where the desk is reached by http",
  },
};

const INTRODUCTION = `Lists are {"items", "next"}; times ISO 8601 UTC; errors RFC 9457 problem details. A write takes an \
Idempotency-Key, kept for 24 h: a repeat has no second effect. Bodies are at most ${BODY_BYTES_MAX} bytes; unknown fields are refused.`;

const OWN = {
  operationId: "getOpenapi",
  summary: "This document",
  security: [],
  responses: { "200": { description: "OpenAPI 3.1", content: { "application/json": { schema: { type: "object" } } } } },
};

const REPEAT = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "Kept for 24 h; the same key with another body is 422",
  schema: { type: "string", minLength: 1, maxLength: 255 },
};

const BYTES = { "application/octet-stream": { schema: { type: "string", format: "binary" } } };

const GIVES = { bytes: BYTES, events: { "text/event-stream": { schema: { type: "string" } } } };

const FILE_NAME = {
  name: "x-file-name",
  in: "header",
  required: false,
  description: "What the file is called, percent-encoded",
  schema: { type: "string" },
};

type Schema = (of: z.ZodType, io: "input" | "output") => unknown;

function operation(route: ApiRoute, schema: Schema): Json {
  const headers = [...(route.body && route.may !== "public" ? [REPEAT] : []), ...(route.takes ? [FILE_NAME] : [])];
  const parameters = [...fields(route, "path", schema), ...fields(route, "query", schema), ...headers];
  const error = { description: "A problem", content: { "application/problem+json": { schema: schema(problem, "output") } } };
  return {
    operationId: operationId(route),
    summary: route.summary,
    description: route.may === "public" ? "For everybody." : `For ${route.roles.join(", ")}.`,
    "x-roles": route.roles,
    ...(route.may === "public" ? { security: [] } : {}),
    tags: [route.path.split("/")[1]],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body ? { requestBody: { content: { "application/json": { schema: schema(route.body, "input") } } } } : {}),
    ...(route.takes ? { requestBody: { required: true, content: BYTES } } : {}),
    responses: {
      [route.status]: {
        description: "Done",
        content: route.gives ? GIVES[route.gives] : { "application/json": { schema: schema(route.answer, "output") } },
      },
      default: error,
    },
  };
}

function fields(route: ApiRoute, place: "path" | "query", schema: Schema): Json[] {
  const part = place === "path" ? route.params : route.query;
  return Object.entries(part.shape).map(([name, field]) => ({
    name,
    in: place,
    required: place === "path",
    schema: schema(field as z.ZodType, "input"),
  }));
}

const operationId = ({ method, path }: ApiRoute): string =>
  method.toLowerCase() +
  path
    .split("/")
    .filter(Boolean)
    .map((part) => (part === "{id}" ? "One" : part.charAt(0).toUpperCase() + part.slice(1)))
    .join("");

/** References to where OpenAPI keeps its definitions. */
function toComponents(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(toComponents);
  if (typeof schema !== "object" || schema === null) return schema;
  const entries = Object.entries(schema).filter(([key]) => key !== "$schema");
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      key === "$ref" && typeof value === "string" ? value.replace("#/$defs/", "#/components/schemas/") : toComponents(value),
    ]),
  );
}
