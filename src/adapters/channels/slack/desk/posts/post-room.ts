import { z } from "zod";
import type { OutboundMessage, Sent } from "../../../../../application/deliveries/messenger.js";
import { SlackFault } from "../../api/fault.js";
import { plain, sections } from "../../blocks/message.js";
import type { SlackDeskParts } from "../desk-deps.js";
import { postOnce, type Posting } from "../cards/post.js";

const Payload = z.discriminatedUnion("do", [
  z.object({ do: z.literal("post"), title: z.string(), mrkdwn: z.string() }),
  z.object({ do: z.literal("chart"), title: z.string(), png: z.base64() }),
]);

/** A picture is looked at by Slack for a moment before a message may show it. */
const PICTURE_AGAIN_MS = 2_000;

/** Digests and alerts in a room. Throws `SlackFault`. */
export async function postRoom(message: OutboundMessage, posting: Posting, deps: SlackDeskParts): Promise<Sent> {
  const { data } = Payload.safeParse(message.payload);
  if (!data) return { status: "refused", reason: "no such post" };
  const at = { channel: posting.to.address };
  if (data.do === "post") {
    await postOnce(at, { shown: { text: data.title, blocks: sections(data.mrkdwn) }, posting }, deps);
    return { status: "sent" };
  }
  const bytes = Buffer.from(data.png, "base64");
  const id = await deps.api.upload({ name: "chart.png", bytes }, posting.call.signal);
  await deps.api.call("files.completeUploadExternal", { files: [{ id, title: data.title }] });
  const image = { type: "image", slack_file: { id }, alt_text: data.title, title: plain(data.title) };
  try {
    await postOnce(at, { shown: { text: data.title, blocks: [image] }, posting }, deps);
    return { status: "sent" };
  } catch (error) {
    if (error instanceof SlackFault && error.error === "invalid_blocks") return { status: "retry", afterMs: PICTURE_AGAIN_MS };
    throw error;
  }
}
