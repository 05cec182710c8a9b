import { lazy, type ComponentType } from "react";
import type { Verb } from "../../../../application/rights.js";
import { IconBell, IconChartBar, IconClipboardCheck, IconMenu2, IconSettings, IconUser, IconUsers } from "../ui/icons.js";

export type PageName = "queue" | "board" | "customers" | "reports" | "alerts" | "people" | "settings";

interface RailPage {
  name: PageName;
  path: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  /** After `g`. */
  key: string;
  verb: Verb;
}

/** The rail, from top to bottom. */
export const RAIL: readonly RailPage[] = [
  { name: "queue", path: "/", icon: IconMenu2, key: "q", verb: "read" },
  { name: "board", path: "/board", icon: IconClipboardCheck, key: "b", verb: "read" },
  { name: "customers", path: "/customers", icon: IconUser, key: "c", verb: "read" },
  { name: "reports", path: "/reports", icon: IconChartBar, key: "r", verb: "figures" },
  { name: "alerts", path: "/alerts", icon: IconBell, key: "a", verb: "read" },
  { name: "people", path: "/people", icon: IconUsers, key: "o", verb: "read" },
  { name: "settings", path: "/settings", icon: IconSettings, key: "s", verb: "read" },
];

// The queue with its conversation comes with the first paint; what is opened less often comes when it is.
const page = (load: () => Promise<{ Page: ComponentType }>) => lazy(async () => ({ default: (await load()).Page }));

export const BoardPage = page(() => import("../pages/board/board.js"));
export const CustomersPage = page(() => import("../pages/customers/customers.js"));
export const CustomerPage = page(() => import("../pages/customers/customer.js"));
export const TicketHistoryPage = page(() => import("../pages/ticket/ticket.js"));
export const NewTicketPage = page(() => import("../pages/ticket/new-ticket.js"));
export const ReportsPage = page(() => import("../pages/reports/reports.js"));
export const AlertsPage = page(() => import("../pages/alerts/alerts.js"));
export const PeoplePage = page(() => import("../pages/people/people.js"));
export const SettingsPage = page(() => import("../pages/settings/settings.js"));
