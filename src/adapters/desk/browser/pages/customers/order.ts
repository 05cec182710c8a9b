import type { CustomerView } from "../../../../../application/desk-views.js";

export const ORDERS = ["last", "name", "tickets"] as const;
export type Order = (typeof ORDERS)[number];

const PINYIN = new Intl.Collator("zh-CN-u-co-pinyin", { numeric: true });
type Listed = Pick<CustomerView, "name" | "lastContactAt" | "tickets" | "number">;

/** By pinyin (those without a name last), by the latest contact, or by how many tickets; equal ones by number. */
export function ordered<T extends Listed>(customers: readonly T[], by: Order): T[] {
  const byNumber = (a: T, b: T): number => a.number.localeCompare(b.number);
  const compare: Record<Order, (a: T, b: T) => number> = {
    name: (a, b) => Number(a.name === null) - Number(b.name === null) || PINYIN.compare(a.name ?? "", b.name ?? ""),
    last: (a, b) => Date.parse(b.lastContactAt) - Date.parse(a.lastContactAt),
    tickets: (a, b) => b.tickets - a.tickets,
  };
  return [...customers].sort((a, b) => compare[by](a, b) || byNumber(a, b));
}
