import type { Logger } from "pino";
import { makeChartDrawer } from "./adapters/charts/draw.js";
import { makeChartLinks } from "./adapters/charts/links.js";
import { deriveKey } from "./adapters/crypto/keys.js";
import { chartRoute } from "./adapters/http/chart-route.js";
import type { Route } from "./adapters/http/route.js";
import { makeDigestStore } from "./adapters/postgres/desk/digests/store.js";
import { BoundedMap } from "./adapters/postgres/desk/shared/bounded-map.js";
import type { Pool } from "./adapters/postgres/pool.js";
import type { ChartDrawer, ChartPlace, ChartPosting } from "./application/digests/charts.js";
import type { Vault } from "./application/ports.js";

export interface ChartsDeps {
  pool: Pool;
  vault: Vault;
  dataKey: Buffer;
  publicUrl: string | null;
  log: Logger;
}

/** Whoever opens a link opens the same few pictures: those of the last digest. */
const KEPT_MOST = 20;

/** Charts as they are drawn, posted and opened by their links. */
export function makeCharts({ pool, vault, dataKey, publicUrl, log }: ChartsDeps): {
  drawer: ChartDrawer;
  posting: ChartPosting;
  route: Route;
} {
  const drawer = makeChartDrawer({ warn: (facts, words) => log.warn(facts, words) });
  const links = makeChartLinks({ key: deriveKey(dataKey, "chart-link"), now: Date.now });
  const { posted } = makeDigestStore({ pool, vault });
  const draw = async ({ digest, period, locale, n }: ChartPlace): Promise<Buffer | null> => {
    const spec = (await posted(digest, period))?.charts?.[locale][n - 1];
    return spec && (await drawer.ready()) ? drawer.png(spec, { locale, theme: "light" }) : null;
  };
  const kept = new BoundedMap<string, Promise<Buffer | null>>(KEPT_MOST);
  const chart = (place: ChartPlace): Promise<Buffer | null> => {
    const key = JSON.stringify(place);
    const drawn = kept.get(key) ?? draw(place);
    kept.set(key, drawn);
    // What could not be read or drawn is tried again by the next who asks.
    drawn.then(
      (png) => png ?? kept.delete(key),
      () => kept.delete(key),
    );
    return drawn;
  };
  const base = publicUrl?.replace(/\/+$/, "") ?? null;
  return {
    drawer,
    posting: { drawer, linkTo: base === null ? null : (place) => links.to(base, place) },
    route: chartRoute({ chartLinks: links, chart }),
  };
}
