import { z } from "zod";
import {
  FILE_MEGABYTES_MAX,
  FILE_TYPES,
  type FileLimits,
  FILES_COUNT_MAX,
  type FileType,
  MEGABYTE,
} from "../../../application/files.js";
import type { DigestPlans } from "../../../application/digests/ports.js";
import type { TriageRule } from "../../../application/triage/rules.js";
import { DIGEST_KEYS, toDigestPlans } from "./digests-schema.js";
import { SlackSection, toRooms, toTriage } from "./slack-schema.js";

/** config/channels.yaml */
export const ChannelsFile = z.strictObject({
  web: z.strictObject({
    files: z.strictObject({
      megabytesMost: z.int().min(1).max(FILE_MEGABYTES_MAX),
      countMost: z.int().min(1).max(FILES_COUNT_MAX),
      types: z.array(z.enum(Object.keys(FILE_TYPES) as FileType[])).max(Object.keys(FILE_TYPES).length),
    }),
  }),
  ...DIGEST_KEYS,
  slack: SlackSection.optional(),
});

/** What the channels take, and what goes out to groups by the calendar. */
export interface Channels extends DigestPlans {
  web: { files: FileLimits };
  /** Robots' and rooms' ids. */
  alerts: { to: string[] };
  /** Where agents in Slack find tickets. */
  triage: TriageRule[];
}

export const toChannels = ({
  web: { files },
  alerts = { to: [] },
  slack,
  ...digests
}: z.output<typeof ChannelsFile>): Channels => ({
  alerts,
  ...toDigestPlans(digests),
  rooms: toRooms(slack),
  triage: toTriage(slack),
  web: { files: { bytesMost: files.megabytesMost * MEGABYTE, countMost: files.countMost, types: files.types } },
});
