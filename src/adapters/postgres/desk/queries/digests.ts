import type { MadeDigest } from "../../../../application/digests/ports.js";
import type { DigestQueries, DigestView } from "../../../../application/digests/views.js";
import type { Locale } from "../../../../domain/words.js";
import type { Pool } from "../../pool.js";
import { iso, list, one, where } from "./list.js";

interface Row {
  id: string;
  digest: string;
  period: string;
  channel: string;
  team_id: string | null;
  due_at: Date;
  made_at: Date;
  late: boolean;
  document: MadeDigest;
  sent: DigestView["deliveries"] | null;
}

const OF = {
  name: "digests",
  select: "g.*, v.sent",
  table: { name: "digests", as: "g" },
  join: `left join lateral (
    select jsonb_agg(jsonb_build_object('id', id, 'state', state, 'reason', reason) order by seq) as sent
    from deliveries where id = any (g.deliveries)
  ) v on true`,
};
const NEWEST = { by: [{ column: "g.id", cast: "uuid" }], descending: true } as const;

const viewIn =
  (locale: Locale) =>
  (row: Row): DigestView => ({
    id: row.id,
    name: row.digest,
    period: row.period,
    channel: row.channel,
    team: row.team_id,
    dueAt: iso(row.due_at),
    madeAt: iso(row.made_at),
    late: row.late,
    document: row.document.documents[locale],
    charts: row.document.charts?.[locale] ?? [],
    figures: row.document.figures,
    deliveries: row.sent ?? [],
  });

export const makeDigestQueries = (pool: Pool): DigestQueries => ({
  list: async ({ name, channel, locale = "zh-CN", seenBy }, page) => {
    const wanted = where()
      .and("g.document is not null")
      .and("g.digest = ?", name)
      .and("g.channel = ?", channel)
      .and("(g.team_id is null or g.team_id = ?)", seenBy);
    return list(pool, { ...OF, where: wanted, order: NEWEST, view: viewIn(locale) }, page);
  },
  charts: async (id, { locale, seenBy }) => {
    const wanted = where().and("g.document is not null").and("g.id = ?", id).and("(g.team_id is null or g.team_id = ?)", seenBy);
    const found = await one(pool, { ...OF, where: wanted, view: viewIn(locale) });
    return found?.charts ?? null;
  },
});
