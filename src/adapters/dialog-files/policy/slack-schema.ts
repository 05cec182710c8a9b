import { z } from "zod";
import type { RoomPlan } from "../../../application/digests/ports.js";
import type { TriageRule } from "../../../application/triage/rules.js";
import { CATEGORIES, LOCALES, PRIORITIES } from "../../../domain/words.js";

const RULES_MOST = 50;
const ROOMS_MOST = 50;

/** A name is changed by anybody at any time, the id never. */
const ChannelId = z.string().superRefine((id, ctx) => {
  if (!/^[CG][A-Z0-9]{6,20}$/.test(id))
    ctx.addIssue({
      code: "custom",
      message: `"${id}" is no id of a channel`,
      params: { remedy: "Write the id, such as C0123ABCD45: it stands at the end of the channel's details in Slack." },
    });
});
const RoomId = z.string().regex(/^[a-z][a-z0-9_-]{0,31}$/, "a name is small letters, digits, _ and -, such as leads");

const Rule = z.strictObject({
  channel: ChannelId,
  team: z.string().optional(),
  category: z.enum(CATEGORIES).optional(),
  priority: z.array(z.enum(PRIORITIES)).min(1).optional(),
  locale: z.enum(LOCALES).optional(),
});

const Room = z.strictObject({ id: RoomId, channel: ChannelId, locale: z.enum(LOCALES).optional() });

/** `slack` of config/channels.yaml: where agents find tickets, and the channels that digests and alerts may be posted to. */
export const SlackSection = z.strictObject({
  triage: z.array(Rule).max(RULES_MOST).optional(),
  rooms: z.array(Room).max(ROOMS_MOST).optional(),
});
export type SlackSection = z.output<typeof SlackSection>;

export const toTriage = ({ triage = [] }: SlackSection = {}): TriageRule[] =>
  triage.map(({ channel, team, category, priority, locale }) => ({
    channel,
    team: team ?? null,
    category: category ?? null,
    priority: priority ?? null,
    locale: locale ?? null,
  }));

export const toRooms = ({ rooms = [] }: SlackSection = {}): RoomPlan[] =>
  rooms.map(({ id, channel, locale = "zh-CN" }) => ({ id, channel, locale }));
