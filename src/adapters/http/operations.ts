import type { HttpMetrics } from "./metrics.js";
import type { Route } from "./route.js";

export type Ready = () => Promise<{ ok: boolean; reasons: readonly string[] }>;

/** For load balancers and Prometheus; they say nothing of persons. */
export function operationRoutes({ ready, metrics }: { ready: Ready; metrics: HttpMetrics }): Route[] {
  const common = { method: "GET", who: "public", origins: "ignored", limit: null, bodyBytesMax: 0, errors: "problem" } as const;
  return [
    { ...common, path: "/healthz", handle: () => ({ status: 200, body: { ok: true } }) },
    {
      ...common,
      path: "/readyz",
      handle: async () => {
        const { ok, reasons } = await ready();
        return { status: ok ? 200 : 503, body: { ok, reasons } };
      },
    },
    {
      ...common,
      path: "/metrics",
      handle: async () => ({
        status: 200,
        body: await metrics.registry.metrics(),
        headers: { "content-type": metrics.registry.contentType },
      }),
    },
  ];
}
