import { boolean, jsonb, key, list, maybe, preset, table, text, time, uuid } from "./table.js";

export const digests = table(
  "digests",
  {
    id: key(uuid),
    digest: text,
    period: text,
    channel: text,
    team_id: maybe(text),
    due_at: time,
    made_at: time,
    late: preset(boolean, false),
    document: maybe(jsonb),
    deliveries: preset(list(uuid), []),
  },
  {
    uniques: [["digest", "period", "channel"]],
    indexes: {
      digests_due: ["digest", "channel", "due_at"],
      digests_shown: { on: ["id"], where: "(document IS NOT NULL)" },
    },
  },
);
