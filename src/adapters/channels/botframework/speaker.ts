import { z } from "zod";
import type { Destination, Sent } from "../../../application/deliveries/messenger.js";
import type { Speaker } from "../../../application/deliveries/speaker.js";
import type { ChannelDeps } from "../channel.js";
import { activityOf, plainActivity, TYPING } from "./activity-out.js";
import { ConnectorRefused } from "./connector-http.js";
import type { Sdk } from "./sdk.js";
import { sentOf } from "./sent.js";

export interface SpeakerDeps extends Pick<ChannelDeps, "addresses" | "fileLink" | "warn"> {
  sdk: Sdk;
}

const Reference = z.object({
  serviceUrl: z.string(),
  channelId: z.string(),
  conversation: z.looseObject({ id: z.string() }),
  bot: z.looseObject({ id: z.string() }),
  user: z.looseObject({ id: z.string() }),
});

const LOGIN_FAILS = "the login of the bot fails: check MICROSOFT_APP_PASSWORD and its end";

const Plain = z.object({ text: z.string() });

/** Speaks through the reference that the last activity of a conversation left; the connector has no way to ask what it has already. */
export function makeSpeaker({ sdk, addresses, fileLink, warn }: SpeakerDeps): Speaker {
  const send = async ({ address }: Destination, activity: (channelId: string) => object): Promise<Sent> => {
    const stored = await addresses.referenceOf({ channel: "botframework", channelConversationId: address });
    const { data: reference } = Reference.safeParse(stored);
    if (!reference) return { status: "gone" };
    try {
      await sdk.authorization();
    } catch (error) {
      // Nothing was sent: the login comes first.
      warn({ reason: error instanceof Error ? error.name : "unknown" }, LOGIN_FAILS);
      return { status: "retry", afterMs: null };
    }
    try {
      await sdk.send(reference, activity(reference.channelId));
      return { status: "sent" };
    } catch (error) {
      if (error instanceof ConnectorRefused && error.status === 401) warn({ reason: error.why }, LOGIN_FAILS);
      return sentOf(error);
    }
  };
  return {
    channel: "botframework",
    looksUp: false,
    say: (to, message) => send(to, (channelId) => activityOf(message, { channelId, linkTo: fileLink })),
    typing: (to) => send(to, () => TYPING),
    post: (to, { payload }) => {
      const plain = Plain.safeParse(payload);
      return plain.success
        ? send(to, () => plainActivity(plain.data.text))
        : Promise.resolve({ status: "refused", reason: "not a text" });
    },
  };
}
