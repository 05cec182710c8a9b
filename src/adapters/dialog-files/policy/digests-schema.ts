import { z } from "zod";
import { DIGEST_KINDS, ROBOT_FORMATS, type DigestPlans, type RobotFormat } from "../../../application/digests/ports.js";
import { DESK_CHANNEL } from "../../../application/digests/ports.js";
import { parseCron, type CronLine } from "../../../domain/digest/cron.js";
import { LOCALES } from "../../../domain/words.js";

const ROBOTS_MOST = 50;
const DIGESTS_MOST = 50;
const CHANNELS_MOST = 20;

const Id = z.string().regex(/^[a-z][a-z0-9_-]{0,31}$/, "a name is small letters, digits, _ and -, such as managers");

/** Names of the environment: what they hold never stands in a file, in Postgres or in a log. */
const EnvironmentName = z.string().regex(/^(?!FRONTDOOR_)[A-Z][A-Z0-9_]{2,63}$/, {
  message: "write the name of an environment variable in capitals, such as WECOM_MANAGERS_URL, never the address itself",
});

const Robot = z.strictObject({
  id: Id.refine((id) => id !== DESK_CHANNEL, `"${DESK_CHANNEL}" is the desk itself`),
  format: z.enum(ROBOT_FORMATS),
  locale: z.enum(LOCALES).optional(),
  address: EnvironmentName,
  secret: EnvironmentName.optional(),
});

const Cron = z.unknown().transform((value, ctx): CronLine => {
  const read = typeof value === "string" ? parseCron(value) : { message: "a cron line is missing", remedy: CRON_REMEDY };
  if (!("message" in read)) return read;
  ctx.issues.push({ code: "custom", message: read.message, input: value, params: { remedy: read.remedy } });
  return z.NEVER;
});
const CRON_REMEDY = 'Write it in quotes, such as "30 8 * * 1-5".';

const Zone = z.string().superRefine((zone, ctx) => {
  if (!isZone(zone))
    ctx.addIssue({
      code: "custom",
      message: `"${zone}" is no time zone`,
      params: { remedy: 'Write an IANA name, such as "Asia/Shanghai".' },
    });
});

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

const Digest = z.strictObject({
  name: Id,
  figures: z.enum(DIGEST_KINDS),
  cron: Cron,
  zone: Zone.optional(),
  team: z.string().optional(),
  to: z.array(Id).min(1).max(CHANNELS_MOST),
});

/** Two keys of config/channels.yaml; without them there are none. */
export const DIGEST_KEYS = {
  robots: z.array(Robot).max(ROBOTS_MOST).optional(),
  digests: z.array(Digest).max(DIGESTS_MOST).optional(),
  /** Where supervisors' and managers' alerts go beside the desk. */
  alerts: z.strictObject({ to: z.array(Id).min(1).max(CHANNELS_MOST) }).optional(),
};

/** Formats that can sign what is posted to them. */
export const SIGNED: readonly RobotFormat[] = ["dingtalk", "feishu"];

export interface DigestsFile {
  robots?: z.output<typeof Robot>[] | undefined;
  digests?: z.output<typeof Digest>[] | undefined;
  alerts?: { to: string[] } | undefined;
}

export const toDigestPlans = ({ robots = [], digests = [] }: DigestsFile): DigestPlans => ({
  robots: robots.map(({ locale = "zh-CN", secret, ...robot }) => ({ ...robot, locale, secret: secret ?? null })),
  digests: digests.map(({ zone, team, ...digest }) => ({ ...digest, zone: zone ?? null, team: team ?? null })),
});
