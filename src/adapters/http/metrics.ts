import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

export interface HttpMetrics {
  registry: Registry;
  /** `route` is the pattern of the table, never an address with ids in it. */
  answered: (route: string, status: number, seconds: number) => void;
  posted: () => void;
  sockets: (open: number) => void;
  pushed: (messages: number) => void;
}

/** Labels hold route patterns and statuses only: nothing of a person. */
export function makeMetrics(registry = new Registry()): HttpMetrics {
  if (registry.getSingleMetric("process_cpu_seconds_total") === undefined) collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Histogram({
    name: "frontdoor_http_request_seconds",
    help: "Time to answer HTTP requests, by route pattern and status",
    labelNames: ["route", "status"],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
    registers,
  });
  const posted = new Counter({
    name: "frontdoor_activities_posted_total",
    help: "Customers' messages stored over Direct Line",
    registers,
  });
  const sockets = new Gauge({ name: "frontdoor_sockets_open", help: "Open Direct Line sockets", registers });
  const pushed = new Counter({ name: "frontdoor_messages_pushed_total", help: "Messages handed to sockets", registers });
  return {
    registry,
    answered: (route, status, seconds) => requests.observe({ route, status }, seconds),
    posted: () => posted.inc(),
    sockets: (open) => sockets.set(open),
    pushed: (messages) => pushed.inc(messages),
  };
}
