import type { Settings, Shifts } from "../../../../src/application/settings.js";
import { AT, WANG } from "./views.js";

export const someSettings: Settings & Shifts = {
  settings: () =>
    Promise.resolve({
      version: "1.0.0",
      policy: { hash: "p1", since: AT },
      dialogs: { hash: "d1", since: AT },
      files: [{ file: "config/sla.yaml", settings: [{ path: "tell.warnAt", value: 0.75, line: 30 }] }],
      channels: [{ id: "web", kind: "web", setUp: true }],
    }),
  shifts: () =>
    Promise.resolve([
      {
        id: "service",
        name: { "zh-CN": "客服", en: "Service" },
        duty: { id: WANG, name: "Wang Wei" },
        people: [{ id: WANG, name: "Wang Wei", role: "agent", available: true, onDuty: true, openTickets: 1 }],
      },
    ]),
};
