import { request } from "node:http";
import { type Got, type TestDesk } from "./product.js";

export const PASSWORD = "four calm words here";

export interface Answer extends Got {
  headers: Record<string, string | string[] | undefined>;
}

/** A person's browser at the desk: keeps the cookie, and says whose page calls as browsers do. */
export class DeskBrowser {
  base: string;
  cookie: string | null = null;
  /** Sent with every call; an empty text takes a header away. */
  headers: Record<string, string>;

  constructor(base: string, headers: Record<string, string> = {}) {
    this.base = base;
    this.headers = { "sec-fetch-site": "same-origin", "user-agent": "Mozilla/5.0 Chrome/140.0 Safari/537.36", ...headers };
  }

  async call(method: string, path: string, { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {}) {
    const sent = {
      ...this.headers,
      ...(this.cookie === null ? {} : { cookie: this.cookie }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    };
    const answer = await ask(`${this.base}/api/v1${path}`, method, {
      headers: Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== "")),
      payload: body === undefined ? "" : JSON.stringify(body),
    });
    const [cookie] = [answer.headers["set-cookie"] ?? []].flat();
    if (cookie !== undefined) this.cookie = cookie.includes("Max-Age=0") ? null : (cookie.split(";")[0] ?? null);
    return answer;
  }

  get(path: string, headers?: Record<string, string>): Promise<Answer> {
    return this.call("GET", path, { ...(headers ? { headers } : {}) });
  }

  post(path: string, body: unknown = {}, headers?: Record<string, string>): Promise<Answer> {
    return this.call("POST", path, { body, ...(headers ? { headers } : {}) });
  }

  patch(path: string, body: unknown): Promise<Answer> {
    return this.call("PATCH", path, { body });
  }

  signIn(email: string, password = PASSWORD): Promise<Answer> {
    return this.post("/session", { email, password });
  }

  async isIn(): Promise<boolean> {
    return (await this.get("/session")).status === 200;
  }

  /** Another page of the same browser, at an instance of one's choice. */
  at(base: string): DeskBrowser {
    const other = new DeskBrowser(base, this.headers);
    other.cookie = this.cookie;
    return other;
  }
}

function ask(url: string, method: string, { headers, payload }: { headers: Record<string, string>; payload: string }) {
  return new Promise<Answer>((resolve, reject) => {
    const asked = request(url, { method, headers: { ...headers, "content-length": Buffer.byteLength(payload) } }, (response) => {
      const { statusCode: status = 0, headers: given } = response;
      // It would never end: that it begins is the answer.
      if (given["content-type"]?.startsWith("text/event-stream")) {
        asked.destroy();
        return resolve({ status, body: null, headers: given });
      }
      let text = "";
      response.on("data", (piece) => (text += String(piece)));
      response.on("end", () => {
        const body = text === "" ? null : JSON.parse(text);
        resolve({ status, body, headers: given });
      });
    });
    asked.on("error", reject).end(payload);
  });
}

let addresses = 0;
/** A network of its own, as the desk's proxy names it: tries at passwords are counted by it. */
export const elsewhere = (): Record<string, string> => {
  addresses += 1;
  return { "x-forwarded-for": `203.0.${addresses >> 8}.${addresses & 255}` };
};

/** The first administrator, by the link of the start. */
export async function firstAdministrator(desk: TestDesk, email = "li.min@example.com", name = "李敏"): Promise<DeskBrowser> {
  const browser = new DeskBrowser(desk.base(), elsewhere());
  const got = await browser.post("/session/welcome", { welcome: desk.welcome(), name, email, password: PASSWORD });
  if (got.status !== 200) throw new Error(JSON.stringify(got.body));
  return browser;
}

/** The secret in a link. */
export const secretIn = (url: string): string => url.split("=")[1] ?? "";

export interface Wanted {
  name: string;
  role?: string;
  team?: string;
}

export const emailOf = (name: string): string => `${name.toLowerCase().replace(/\s+/g, ".")}@example.com`;

/** Somebody invited by an administrator who took the invitation up; answers a signed-in browser and the id. */
export async function somebody(admin: DeskBrowser, { name, role = "agent", team = "service" }: Wanted) {
  const invite = await admin.post("/invites", { name, email: emailOf(name), role, team });
  if (invite.status !== 201) throw new Error(JSON.stringify(invite.body));
  const browser = new DeskBrowser(admin.base, elsewhere());
  const got = await browser.post("/session/invite", { invite: secretIn(invite.body.url), password: PASSWORD });
  if (got.status !== 200) throw new Error(JSON.stringify(got.body));
  return { browser, id: got.body.agent.id as string, email: emailOf(name) };
}

/** What the audit holds, oldest first; all of it, or one action's. */
export async function auditOf(desk: TestDesk, action?: string) {
  const rows = await desk.query<{
    by: string;
    agent_id: string | null;
    action: string;
    subject_id: string | null;
    detail: object;
  }>(`select by, agent_id, action, subject_id, detail from audit where $1::text is null or action = $1 order by id`, [
    action ?? null,
  ]);
  return rows.map((row) => ({ ...row }));
}
