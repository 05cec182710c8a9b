import type { App } from "@slack/bolt";
import { z } from "zod";
import { ASK_ACTION, FORM_ACTION } from "../blocks/message.js";
import { FORM_CALLBACK } from "../blocks/form.js";
import { Envelope } from "./events.js";
import { type HearDeps, makeHear } from "./hear.js";
import { makePress, type PressDeps } from "./press.js";

export type CustomersDeps = HearDeps & Omit<PressDeps, "inPerson">;

const Opened = z.object({ user: z.string(), channel: z.string().min(1), tab: z.string().optional() });
const Changed = z.object({ user: z.object({ id: z.string() }) });

/** Listens to customers. An event's listener resolves once it is stored, a click's acknowledges then. */
export function registerCustomers(app: App, deps: CustomersDeps): void {
  const hear = makeHear(deps);
  const press = makePress({ ...deps, inPerson: hear.inPerson });
  // A mention comes as both, with one ts: one of them has no second effect.
  app.event("message", ({ body, event }) => hear.message(body, event));
  app.event("app_mention", ({ body, event }) => hear.message(body, event));
  app.event("app_home_opened", async ({ body, event }) => {
    const { data } = Opened.safeParse(event);
    const team = teamOf(body);
    if (data?.tab === "messages" && team !== null) await hear.arrived({ ...data, team });
  });
  app.event("user_change", ({ event }) => {
    const { data } = Changed.safeParse(event);
    if (data) deps.people.forget(data.user.id);
    return Promise.resolve();
  });
  app.action(FORM_ACTION, async ({ body, ack }) => {
    await press.opensForm(body);
    await ack();
  });
  app.action(new RegExp(`${ASK_ACTION.source}\\d+$`), async ({ body, ack }) => {
    const then = await press.chosen(body);
    await ack();
    await then?.();
  });
  app.view(FORM_CALLBACK, async ({ body, ack }) => {
    await press.submitted(body);
    await ack();
  });
}

function teamOf(body: unknown): string | null {
  const { data } = Envelope.safeParse(body);
  return data?.context_team_id ?? data?.authorizations?.[0]?.team_id ?? data?.team_id ?? null;
}
