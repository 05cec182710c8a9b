import { API_ROUTES } from "../../../src/adapters/http/api/table.js";
import type { ApiRoute } from "../../../src/adapters/http/api/route.js";
import { ROLES, type Role } from "../../../src/domain/words.js";
import { LEAST } from "../../adapters/http/api/least.js";
import { firstAdministrator, somebody, type DeskBrowser } from "../../support/desk-browser.js";
import { TestDesk } from "../../support/product.js";

// Role × route × foreign id, made from the route table, with real sessions on a real desk: a new row is tried without a line being
// written here, and its body must be in the table of least bodies.

const CANARY = "canary-of-another-desk";
const NOBODY = "01890a5d-ac96-774b-bcce-b302099a80ff";

let desk: TestDesk;
const people = new Map<Role, DeskBrowser>();
const ids = new Map<string, string>();

beforeAll(async () => {
  desk = await TestDesk.open();
  const admin = await firstAdministrator(desk);
  people.set("administrator", admin);
  for (const role of ROLES.filter((each) => each !== "administrator")) {
    const { browser, id } = await somebody(admin, { name: `The ${role}`, role });
    people.set(role, browser);
    ids.set(`agent ${role}`, id);
  }
  const [conversation, customer] = ["01890a5d-ac96-774b-bcce-b302099a8001", "01890a5d-ac96-774b-bcce-b302099a8002"];
  await desk.query(
    `insert into customers (id, number, data_key, name, type, tier, first_channel, first_contact_at, last_contact_at)
     values ($1, 7, '', $2, 'new', 'ordinary', 'web', now(), now())`,
    [customer, CANARY],
  );
  ids.set("customers", customer).set("conversations", conversation).set("tickets", "T-000007");
});
afterAll(() => desk.close());

const rows = API_ROUTES.filter(({ may }) => may !== "public").map((route) => [`${route.method} ${route.path}`, route] as const);
const call = (browser: DeskBrowser, { method, path, body }: ApiRoute, id: string) =>
  browser.call(method, path.replace("{id}", id), body ? { body: LEAST[path] ?? {} } : {});

test.each(rows)("%s is for its roles and for nobody else", async (name, route) => {
  for (const role of ROLES) {
    // A password is changed and a session ended elsewhere; here they would end the matrix.
    if (route.path.startsWith("/session") && route.method !== "GET") continue;
    const { status, body } = await call(people.get(role)!, route, NOBODY);
    expect([name, role, status]).not.toEqual([name, role, 401]);
    if (!route.roles.includes(role)) expect([name, role, status, body?.code]).toEqual([name, role, 403, "forbidden"]);
    // An agent may set the availability of nobody else.
    else if (!(route.path === "/agents/{id}" && role === "agent")) expect([name, role, status]).not.toEqual([name, role, 403]);
    expect(status).toBeLessThan(500);
  }
});

const FOREIGN = [NOBODY, "T-999999", "C-999999", "1", "%00", "..%2fsession", "%27%20OR%201%3D1--"];

test.each(rows.filter(([, { path }]) => path.includes("{id}")))(
  "%s opens nothing by an id of another kind, of nobody, or of no shape",
  async (name, route) => {
    const kind = route.path.split("/")[1]!;
    const others = [...ids].filter(([of]) => !of.startsWith(kind === "agents" ? "agent" : kind)).map(([, id]) => id);
    for (const role of route.roles)
      for (const id of [...FOREIGN, ...others]) {
        const { status, body } = await call(people.get(role)!, route, id);
        const refused = route.path === "/agents/{id}" && role === "agent" ? [403, 404] : [400, 404];
        expect([name, role, id, refused.includes(status)]).toEqual([name, role, id, true]);
        expect(JSON.stringify(body)).not.toContain(CANARY);
      }
  },
);
