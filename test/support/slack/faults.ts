import type { Loose } from "../direct-line.js";
import type { FaultOrder } from "./shapes.js";

export interface Fault extends FaultOrder {
  /** How often it will still strike. */
  left: number;
  /** When it struck, in real ms since 1970. */
  struck: number[];
}

/** Faults that a test ordered, oldest first. */
export class Faults {
  private readonly orders: Fault[] = [];

  order(order: FaultOrder): Fault {
    const fault = { ...order, left: order.times ?? 1, struck: [] };
    this.orders.push(fault);
    return fault;
  }

  /** The one that strikes this call, counted. */
  strike(method: string, args: Loose): Fault | undefined {
    const fault = this.orders.find((order) => order.left > 0 && fits(order, { method, args }));
    if (!fault) return undefined;
    fault.left -= 1;
    fault.struck.push(Date.now());
    return fault;
  }

  heal(): void {
    for (const fault of this.orders) fault.left = 0;
  }
}

function fits({ method, channel, when }: Fault, call: { method: string; args: Loose }): boolean {
  const id = typeof channel === "object" ? channel.id : channel;
  const named = call.args.channel ?? call.args.channel_id;
  return (method === "*" || method === call.method) && (id === undefined || named === id) && (when?.(call.args) ?? true);
}

/** Calls a minute, by tier (docs.slack.dev/apis/web-api/rate-limits). */
export const TIERS = { 1: 1, 2: 20, 3: 50, 4: 100, special: Infinity } as const;
export type Tier = keyof typeof TIERS;

/** Counts in real time; says how many seconds to wait, or null. */
export class Pace {
  private readonly calls = new Map<string, number[]>();

  /** At most `most` in `withinMs` for what has this name. */
  wait(name: string, most: number, withinMs: number): number | null {
    const now = performance.now();
    const recent = (this.calls.get(name) ?? []).filter((at) => now - at < withinMs);
    const [first] = recent;
    if (recent.length >= most && first !== undefined) return Math.max(1, Math.ceil((first + withinMs - now) / 1000));
    this.calls.set(name, [...recent, now]);
    return null;
  }
}
