import { found } from "../../perform.js";
import { route } from "../../route.js";
import * as answer from "../../schemas/answer.js";
import * as field from "../../schemas/field.js";
import { settings, shift } from "../../schemas/settings.js";

const common = { method: "GET", params: field.nothing, query: field.nothing, body: null, status: 200 } as const;

const show = route({
  ...common,
  path: "/settings",
  may: "figures",
  summary:
    "The policy in force with the file and line of each value, since when, and which channels are set up; changed by frontdoor publish",
  answer: settings,
  handle: async (desk) => found("settings", await desk.settings.settings()),
});

const teams = route({
  ...common,
  path: "/teams",
  may: "read",
  summary: "The teams with their duty posts and people, who is available now and how many open tickets each has",
  answer: answer.page(shift),
  handle: async (desk) => found("teams", { items: await desk.settings.shifts(), next: null }),
});

export const settingsRoutes = [show, teams];
