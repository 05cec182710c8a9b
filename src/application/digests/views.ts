import type { ChartSpec } from "../../domain/digest/charts.js";
import type { DigestDocument } from "../../domain/digest/document.js";
import type { Locale } from "../../domain/words.js";
import type { DeliveryState } from "../deliveries/outbox.js";
import type { Page, PageWish } from "../desk-queries.js";

/** A digest as it went to one channel. Times are ISO 8601 in UTC, of the desk. */
export interface DigestView {
  id: string;
  name: string;
  /** `2026-11-22` or `2026-W47`. */
  period: string;
  /** `desk`, or a robot's id. */
  channel: string;
  team: string | null;
  dueAt: string;
  madeAt: string;
  late: boolean;
  document: DigestDocument;
  /** Drawn at `digests/{id}/charts/{n}.svg` and `.png`, from 1. */
  charts: ChartSpec[];
  /** Every figure as a number. */
  figures: unknown;
  /** What went to the robot, in order; sent ones are forgotten after 30 days. */
  deliveries: { id: string; state: DeliveryState; reason: string | null }[];
}

export interface DigestFilter {
  name?: string;
  channel?: string;
  locale?: Locale;
  /** Only those of this team and those of the whole desk. */
  seenBy?: string;
}

/** Newest first. */
export interface DigestQueries {
  list(filter: DigestFilter, page: PageWish): Promise<Page<DigestView>>;
  /** Null: there is none that whoever asks may see. */
  charts(id: string, wish: { locale: Locale; seenBy?: string }): Promise<ChartSpec[] | null>;
}
