import { ROLES, type Role } from "../../../../../../domain/words.js";

export interface DetailWords {
  /** The names of what is told. */
  names: Record<string, string>;
  role: Record<Role, string>;
  team: (id: string) => string;
}

/** What an entry tells beside who and whom: `角色 客服 → 主管·次数 3`. What has no word here stands as it was written. */
export function detailText(detail: Readonly<Record<string, unknown>>, words: DetailWords): string {
  return Object.entries(detail)
    .filter(([name]) => words.names[name] !== "")
    .map(([name, value]) => `${words.names[name] ?? name} ${said(name, value, words)}`)
    .join("·");
}

/** Two of a kind are before and after. */
function said(name: string, value: unknown, words: DetailWords): string {
  if (Array.isArray(value))
    return value.map((each) => said(name, each, words)).join(name === "role" || name === "team" ? " → " : ", ");
  if (name === "role") return words.role[ROLES.find((role) => role === value) ?? "agent"];
  if (name === "team" && typeof value === "string") return words.team(value);
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : JSON.stringify(value);
}
