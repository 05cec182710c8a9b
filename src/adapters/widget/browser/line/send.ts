import { type Answer, upload } from "./call.js";
import type { OutboxDeps } from "./outbox.js";
import type { LineOptions } from "./types.js";
import type { Visit } from "./visit.js";
import type { World } from "./world.js";

export type SendDeps = { world: World; visit: Visit; options: LineOptions };

/** Posts one message of the customer's, its files with it in one upload. */
export function makeSend({ world, visit, options: { base, timezone } }: SendDeps): OutboxDeps["send"] {
  return ({ key, text, value, files }, onProgress): Promise<Answer> => {
    const activity = {
      type: "message",
      from: { id: visit.userId() },
      text,
      locale: visit.locale,
      channelData: { clientActivityID: key, timezone },
      ...(value === null ? {} : { value }),
    };
    if (files.length === 0) return visit.ask("POST", () => "/activities", activity);
    const form = new FormData();
    form.append("activity", new Blob([JSON.stringify(activity)], { type: "application/vnd.microsoft.activity" }));
    for (const file of files) form.append("file", file, file.name);
    return visit.withToken(() => {
      const url = `${base}${visit.path()}/upload?userId=${encodeURIComponent(visit.userId() ?? "")}`;
      return upload(world, { url, token: visit.token(), form, onProgress });
    });
  };
}
