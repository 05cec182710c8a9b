import { EntitySchema } from "typeorm";
import type { EntitySchemaColumnOptions } from "typeorm";

// Columns as EntitySchemas say them; names of keys, indexes and checks are those Postgres gives, so that TypeORM's diff against
// the migrations stays empty (a test holds it).

type Column = EntitySchemaColumnOptions;
type Columns = Record<string, Column>;

export const uuid: Column = { type: "uuid" };
export const text: Column = { type: "text" };
export const integer: Column = { type: "integer" };
export const smallint: Column = { type: "smallint" };
/** Comes back as text. */
export const bigint: Column = { type: "bigint" };
export const boolean: Column = { type: "boolean" };
export const time: Column = { type: "timestamptz" };
export const jsonb: Column = { type: "jsonb" };
export const tsvector: Column = { type: "tsvector" };
export const bytea: Column = { type: "bytea" };

export const key = (column: Column): Column => ({ ...column, primary: true });
export const maybe = (column: Column): Column => ({ ...column, nullable: true });
export const list = (column: Column): Column => ({ ...column, array: true });
/** `preset`: a value, or SQL as a function. */
export const preset = (column: Column, value: unknown): Column => ({ ...column, default: value });
export const now = preset(time, () => "now()");
/** `generated always as identity`, which EntitySchema cannot say. */
export const identity: Column = { type: "bigint", generated: "increment" };

/** As Postgres writes `column in (…)` back. */
export const oneOf = (column: string, ...values: string[]): string =>
  `(${column} = ANY (ARRAY[${values.map((value) => `'${value}'::text`).join(", ")}]))`;

interface Rules {
  /** Foreign keys of one column: column → table (by its `id`, or by the column named after a dot). */
  references?: Record<string, string>;
  /** Those of them whose row goes when what it refers to goes. */
  goesWith?: string[];
  uniques?: string[][];
  /** Name → columns, or columns and condition of a partial one. */
  indexes?: Record<string, string[] | { on: string[]; where: string; unique?: true }>;
  /** Those of them that an EntitySchema cannot say (GIN): they are the migrations' alone. */
  apart?: string[];
  /** Name → expression. */
  checks?: Record<string, string>;
}

export const table = (name: string, columns: Columns, rules: Rules = {}) =>
  new EntitySchema<Record<string, unknown>>({
    name,
    tableName: name,
    columns,
    foreignKeys: Object.entries(rules.references ?? {}).map(([column, to]) => ({
      ...foreignKey(name, column, to),
      ...(rules.goesWith?.includes(column) ? { onDelete: "CASCADE" as const } : {}),
    })),
    uniques: (rules.uniques ?? []).map((on) => ({ name: `${name}_${on.join("_")}_key`, columns: on })),
    indices: Object.entries(rules.indexes ?? {}).map(([index, on]) => ({
      ...(Array.isArray(on)
        ? { name: index, columns: on }
        : { name: index, columns: on.on, where: on.where, ...(on.unique ? { unique: true } : {}) }),
      ...(rules.apart?.includes(index) ? { synchronize: false } : {}),
    })),
    checks: Object.entries(rules.checks ?? {}).map(([check, expression]) => ({ name: check, expression })),
  });

function foreignKey(name: string, column: string, to: string) {
  const [target = to, referenced = "id"] = to.split(".");
  return {
    name: FOREIGN_KEYS[`${name}.${column}`] ?? `${name}_${column}_fkey`,
    target,
    columnNames: [column],
    referencedColumnNames: [referenced],
  };
}

/** The one that a migration names itself. */
const FOREIGN_KEYS: Record<string, string> = { "teams.duty_agent_id": "teams_duty_agent" };
