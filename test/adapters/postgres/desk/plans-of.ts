import type pg from "pg";

/** Every statement that `use` runs, as Postgres ran it. */
export async function plansOf(pool: pg.Pool, use: (pool: pg.Pool) => Promise<unknown>): Promise<string[]> {
  const plans: string[] = [];
  const spied = Object.create(pool, {
    connect: {
      value: async () => {
        const client = await pool.connect();
        // A proxy: the pool's own client must not be changed.
        return new Proxy(client, {
          get: (of, name) => {
            if (name !== "query") {
              const value: unknown = Reflect.get(of, name);
              return typeof value === "function" ? (value as () => unknown).bind(of) : value;
            }
            return async (asked: string | { text: string; values: unknown[] }) => {
              if (typeof asked === "string") return of.query(asked);
              const { text, values } = asked;
              const { rows } = await of.query<{ "QUERY PLAN": string }>(`explain (analyze, timing off) ${text}`, values);
              plans.push(rows.map((row) => row["QUERY PLAN"]).join("\n"));
              return of.query(text, values);
            };
          },
        });
      },
    },
  }) as pg.Pool;
  await use(spied);
  return plans;
}
