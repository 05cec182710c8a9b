import type { CronLine, ZoneClock } from "../../domain/digest/cron.js";
import type { ChartSpec } from "../../domain/digest/charts.js";
import type { Counted } from "../../domain/digest/digest.js";
import type { DigestDocument } from "../../domain/digest/document.js";
import type { Names, WatchFigures, WeeklyFigures } from "../../domain/digest/figures.js";
import type { Instant } from "../../domain/time.js";
import type { Locale } from "../../domain/words.js";
import type { PostedChart } from "./charts.js";
import type { NewDelivery } from "../deliveries/outbox.js";

export const ROBOT_FORMATS = ["slack", "wecom", "dingtalk", "feishu"] as const;
export type RobotFormat = (typeof ROBOT_FORMATS)[number];

/** A group robot as config/channels.yaml names it. `address` and `secret` are names of the environment, never what they hold. */
export interface RobotPlan {
  id: string;
  format: RobotFormat;
  locale: Locale;
  address: string;
  secret: string | null;
}

/** A channel of a chat in which our own app is. */
export interface RoomPlan {
  id: string;
  channel: string;
  locale: Locale;
}

export type PostFormat = RobotFormat | "slack_room";

/** Whatever a digest or an alert is posted to. `place`: its address in the outbox. */
export interface PostTarget {
  id: string;
  format: PostFormat;
  locale: Locale;
  place: string;
}

export const targetsOf = ({ robots, rooms = [] }: Pick<DigestPlans, "robots" | "rooms">): PostTarget[] => [
  ...robots.map(({ id, format, locale }) => ({ id, format, locale, place: id })),
  ...rooms.map(({ id, channel, locale }) => ({ id, format: "slack_room" as const, locale, place: channel })),
];

/** The channel that is no robot: shown on the desk. */
export const DESK_CHANNEL = "desk";

export const DIGEST_KINDS = ["watch", "weekly"] as const;
export type DigestKind = (typeof DIGEST_KINDS)[number];

export interface DigestPlan {
  name: string;
  figures: DigestKind;
  cron: CronLine;
  /** IANA; null: the desk's own. */
  zone: string | null;
  /** This team's figures only. */
  team: string | null;
  /** Robots' and rooms' ids, and `desk`. */
  to: string[];
}

export interface DigestPlans {
  robots: RobotPlan[];
  rooms?: RoomPlan[];
  digests: DigestPlan[];
}

/** A digest as it is kept: its figures, and its words in every language. */
export interface MadeDigest {
  name: string;
  period: string;
  team: string | null;
  cutOff: string;
  late: boolean;
  figures: Counted["counted"]["figures"];
  documents: Record<Locale, DigestDocument>;
  /** Missing in what was made before there were any. */
  charts?: Record<Locale, ChartSpec[]>;
}

/** Counts at one moment of the tables; rejects with `DatabaseAway` on an outage. */
export interface DigestCounts {
  /** Instants half-open; `before` is where the period of the trend begins. */
  weekly(of: { before: Instant; from: Instant; to: Instant; team: string | null }): Promise<WeeklyFigures>;
  /** `until`: the end of the next working day. */
  watch(of: { now: Instant; until: Instant; team: string | null }): Promise<WatchFigures>;
}

export interface DigestPost {
  digest: string;
  period: string;
  channel: string;
  team: string | null;
  dueAt: Instant;
  madeAt: Instant;
  late: boolean;
  /** Null: the row from which the digest is owed. */
  document: MadeDigest | null;
  deliveries: NewDelivery[];
}

export interface DigestStore {
  /** By digest and channel: everything up to it is done with. */
  since(digests: readonly string[]): Promise<{ digest: string; channel: string; since: Instant }[]>;
  /** Each row and its deliveries together, or not at all where the row is there already; answers the channels that were posted. */
  post(posts: readonly DigestPost[]): Promise<string[]>;
  posted(digest: string, period: string): Promise<MadeDigest | null>;
}

/** A digest as the bodies of its posts, in order; what is signed is signed when it is sent. */
export type RenderPosts = (
  format: PostFormat,
  document: DigestDocument,
  charts?: readonly PostedChart[],
) => { channel: string; bodies: unknown[] };

/** What takes the bytes of a picture; the others' members open a link. */
export const PICTURE_FORMATS: readonly PostFormat[] = ["wecom", "slack_room"];

export interface DigestWorld {
  plans: () => DigestPlans;
  counts: DigestCounts;
  names: (locale: Locale) => Promise<Names>;
  zone: (name: string | null) => { name: string; clock: ZoneClock };
  /** The end of the next working day after that of `now`. */
  nextWorkingDayEnd: (now: Instant) => Instant;
  company: () => Record<Locale, string>;
  deskUrl: string | null;
}
