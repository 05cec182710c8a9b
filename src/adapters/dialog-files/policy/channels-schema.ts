import { z } from "zod";
import {
  FILE_MEGABYTES_MAX,
  FILE_TYPES,
  type FileLimits,
  FILES_COUNT_MAX,
  type FileType,
  MEGABYTE,
} from "../../../application/files.js";

/** config/channels.yaml */
export const ChannelsFile = z.strictObject({
  web: z.strictObject({
    files: z.strictObject({
      megabytesMost: z.int().min(1).max(FILE_MEGABYTES_MAX),
      countMost: z.int().min(1).max(FILES_COUNT_MAX),
      types: z.array(z.enum(Object.keys(FILE_TYPES) as FileType[])).max(Object.keys(FILE_TYPES).length),
    }),
  }),
});

/** What the channels take. */
export interface Channels {
  web: { files: FileLimits };
}

export const toChannels = ({ web: { files } }: z.output<typeof ChannelsFile>): Channels => ({
  web: { files: { bytesMost: files.megabytesMost * MEGABYTE, countMost: files.countMost, types: files.types } },
});
