import type { Route } from "./route.js";

export interface Match {
  route: Route;
  params: Readonly<Record<string, string>>;
}

export type Found = Match | { missing: "path" } | { missing: "method"; rows: Route[] } | { missing: "encoding" };

type Row = { route: Route; segments: string[] };

/** Finds the row of a request. Fixed segments win over parameters; HEAD is answered as GET. */
export function makeMatcher(routes: readonly Route[]): (method: string, path: string) => Found {
  const byLength = new Map<number, Row[]>();
  for (const route of routes) {
    const segments = route.path.split("/");
    const rows = byLength.get(segments.length) ?? [];
    rows.push({ route, segments });
    byLength.set(segments.length, rows);
  }
  for (const rows of byLength.values()) rows.sort((a, b) => parametersOf(a) - parametersOf(b));

  return (method, path) => {
    const segments = path.split("/");
    const rows = (byLength.get(segments.length) ?? []).filter((row) => fits(row, segments));
    if (rows.length === 0) return { missing: "path" };
    const asked = method === "HEAD" ? "GET" : method;
    const row = rows.find(({ route }) => route.method === asked);
    if (row === undefined) return { missing: "method", rows: rows.map(({ route }) => route) };
    const params = paramsOf(row, segments);
    return params === null ? { missing: "encoding" } : { route: row.route, params };
  };
}

const parametersOf = ({ segments }: Row): number => segments.filter((segment) => segment.startsWith(":")).length;

function fits(row: Row, segments: readonly string[]): boolean {
  return row.segments.every((segment, index) => (segment.startsWith(":") ? segments[index] !== "" : segment === segments[index]));
}

function paramsOf(row: Row, segments: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = {};
  try {
    for (const [index, segment] of row.segments.entries()) {
      if (segment.startsWith(":")) params[segment.slice(1)] = decodeURIComponent(segments[index]!);
    }
  } catch {
    return null;
  }
  return params;
}
