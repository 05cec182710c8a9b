import { openApi } from "../../../../src/adapters/http/api/openapi.js";
import type { ApiRoute } from "../../../../src/adapters/http/api/route.js";
import { API_ROUTES } from "../../../../src/adapters/http/api/table.js";
import { aDesk, withApi } from "./stub.js";

interface Schema {
  type?: unknown;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean;
}
interface Content {
  content: Record<string, { schema: Schema }>;
}
interface Operation {
  operationId: string;
  "x-roles": string[];
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: Content;
  responses: Record<string, Content>;
}
interface Document {
  openapi: string;
  info: { title: string };
  security: unknown;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, unknown> };
}

const document = openApi(API_ROUTES) as unknown as Document;

function operationOf({ method, path }: ApiRoute): Operation {
  const operation = document.paths[path]?.[method.toLowerCase()];
  if (!operation) throw new Error(`${method} ${path} is not in the document`);
  return operation;
}

function* refsOf(node: unknown): Generator<string> {
  if (typeof node !== "object" || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === "$ref" && typeof value === "string") yield value;
    else yield* refsOf(value);
  }
}

const at = (ref: string): unknown =>
  ref
    .replace(/^#\//, "")
    .split("/")
    .reduce<unknown>((node, part) => (typeof node === "object" && node !== null ? Reflect.get(node, part) : undefined), document);

test("it is served as it is made", () =>
  withApi(aDesk(), async (api) => expect((await api.get("/openapi.json", { token: null })).body).toEqual(document)));

test("every route is there and nothing else is", () => {
  const count = Object.values(document.paths).flatMap((path) => Object.keys(path)).length;
  expect(count).toBe(API_ROUTES.length + 1);
});

test.each(API_ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))(
  "%s stands there with its roles, parameters, body and answers",
  (_, route) => {
    const operation = operationOf(route);
    const names = (place: string) => (operation.parameters ?? []).filter((p) => p.in === place).map(({ name }) => name);
    expect(operation["x-roles"]).toEqual(route.roles);
    expect(names("path")).toEqual([...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    expect(names("query")).toEqual(Object.keys(route.query.shape));
    expect(names("header")).toEqual([
      ...(route.body && route.may !== "public" ? ["Idempotency-Key"] : []),
      ...(route.takes ? ["x-file-name"] : []),
    ]);
    const bytes = { "application/octet-stream": { schema: { type: "string", format: "binary" } } };
    if (route.takes) expect(operation.requestBody?.content).toEqual(bytes);
    if (route.gives === "bytes") expect(operation.responses["200"]?.content).toEqual(bytes);
    expect(Object.keys(operation.responses)).toEqual([String(route.status), "default"]);
    const body = operation.requestBody?.content["application/json"]?.schema;
    expect(body && Object.keys(body.properties ?? {})).toEqual(route.body ? Object.keys(route.body.shape) : undefined);
    expect(body?.additionalProperties).toBe(route.body ? false : undefined);
  },
);

test("every reference resolves and every component is used", () => {
  const refs = new Set(refsOf(document));
  for (const ref of refs) expect([ref, typeof at(ref)]).toEqual([ref, "object"]);
  expect([...refs].map((ref) => ref.split("/").at(-1)).sort()).toEqual(Object.keys(document.components.schemas).sort());
  expect(JSON.stringify(document)).not.toMatch(/\$defs|"\$schema"/);
});

test("names are unique and the frame is OpenAPI 3.1", () => {
  const ids = API_ROUTES.map((route) => operationOf(route).operationId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(document.openapi).toBe("3.1.0");
  expect(document.info.title).toBe("frontdoor");
  expect(document.security).toEqual([{ token: [] }, { cookie: [] }]);
  expect(document.components.securitySchemes.token).toEqual({ type: "http", scheme: "bearer" });
});

test.each([
  [
    "Ticket",
    "id number status category form nature urgency importance priority owner customerId conversationId createdAt commitments",
  ],
  ["Conversation", "id channel channelConversationId holder agent customerId unseen unansweredSince"],
  ["Commitment", "id kind state ticketId owedTo owedBy startedAt dueAt pausedUntil why alerts saidAt toldBefore heldByBot"],
])("what the interfaces promise of a %s is in its schema", (name, fields) =>
  expect(Object.keys(document.components.schemas[name]?.properties ?? {})).toEqual(expect.arrayContaining(fields.split(" "))),
);
