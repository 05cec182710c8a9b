import type { ChartPlace } from "../../application/digests/charts.js";
import type { ChartLinks } from "../charts/links.js";
import { problem } from "./problem.js";
import type { Answer, Call, Route } from "./route.js";

export interface ChartRouteDeps {
  chartLinks: Pick<ChartLinks, "check">;
  /** The picture; null: the digest is not kept any more, or no font is there to draw with. */
  chart: (place: ChartPlace) => Promise<Buffer | null>;
}

/** GET /charts/{signed}: the picture that a posted digest names, for whoever was given the address. */
export function chartRoute({ chartLinks, chart }: ChartRouteDeps): Route {
  const handle = async ({ params }: Call): Promise<Answer> => {
    const link = chartLinks.check(params.signed!);
    if ("refused" in link) return link.refused === "expired" ? EXPIRED : NOT_SIGNED;
    const png = await chart(link.place);
    if (png === null) return GONE;
    return {
      status: 200,
      body: png,
      headers: {
        "content-type": "image/png",
        "x-content-type-options": "nosniff",
        "content-security-policy": "sandbox; default-src 'none'",
        "cache-control": `private, max-age=${link.secondsLeft}, immutable`,
      },
    };
  };
  return {
    method: "GET",
    path: "/charts/:signed",
    who: "signed",
    origins: "ignored",
    limit: "read",
    bodyBytesMax: 0,
    errors: "problem",
    handle,
  };
}

const EXPIRED = problem(403, "link_expired", "This chart was open for some days only: sign in at the desk to see the figures.");
const NOT_SIGNED = problem(403, "link_not_valid", "Open the address as the digest gives it.");
const GONE = problem(404, "not_found", "This chart is not kept any more.");
