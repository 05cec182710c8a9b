import {
  DIMENSIONS,
  type Closed,
  type Demands,
  type Dimension,
  type Marks,
  type Promises,
  type Spans,
} from "../../../../domain/digest/figures.js";
import type { Category, CommitmentKind, Form, Priority } from "../../../../domain/words.js";

/** A row of grouping sets: of all, a team, an agent, or one of the statement's own groups. */
export interface GroupRow {
  of: "whole" | "team" | "agent" | "kind" | "priority";
  team_id: string | null;
  owner_id: string | null;
}

interface SpanRow {
  n: number;
  mean_ms: number | null;
  median_ms: number | null;
  p90_ms: number | null;
}

export interface DemandsRow extends GroupRow, SpanRow {
  category: Category | null;
  form: Form;
  priority: Priority;
  demands: number;
  counted: number;
  resolved: number;
}

export interface ClosedRow extends GroupRow, SpanRow {
  reopened: number;
}

export interface PromisesRow extends GroupRow {
  priority: Priority | null;
  kind: CommitmentKind;
  met: number;
  broken: number;
  told_before: number;
  held_by_bot: number;
  by_reprioritising: number;
  sla_met: number;
  sla_broken: number;
}

type MarkColumns = { [D in Dimension as `${D}_n`]: number } & { [D in Dimension as `${D}_satisfied`]: number } & {
  [D in Dimension as `${D}_mean`]: number | null;
};

export interface MarksRow extends GroupRow, MarkColumns {
  asked: number;
  answered: number;
}

const spans = (row: SpanRow | undefined): Spans => ({
  n: row?.n ?? 0,
  meanMs: row?.mean_ms ?? null,
  medianMs: row?.median_ms ?? null,
  p90Ms: row?.p90_ms ?? null,
});

export const demandsOf = (row: DemandsRow | undefined): Demands => ({
  demands: row?.demands ?? 0,
  counted: row?.counted ?? 0,
  resolved: row?.resolved ?? 0,
  firstResponse: spans(row),
});

export const closedOf = (row: ClosedRow | undefined): Closed => ({ handling: spans(row), reopened: row?.reopened ?? 0 });

export const promisesOf = (row: PromisesRow | undefined): Promises => ({
  met: row?.met ?? 0,
  broken: row?.broken ?? 0,
  toldBefore: row?.told_before ?? 0,
  heldByBot: row?.held_by_bot ?? 0,
  byReprioritising: row?.by_reprioritising ?? 0,
});

export function marksOf(row: MarksRow | undefined): Marks {
  const of = (dimension: Dimension) => ({
    n: row?.[`${dimension}_n`] ?? 0,
    satisfied: row?.[`${dimension}_satisfied`] ?? 0,
    mean: row?.[`${dimension}_mean`] ?? null,
  });
  return {
    asked: row?.asked ?? 0,
    answered: row?.answered ?? 0,
    dimensions: Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, of(dimension)])) as Marks["dimensions"],
  };
}
