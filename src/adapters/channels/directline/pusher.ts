import type { PublicLog, PublicMessage } from "../../../application/ports.js";
import { activitySet, type FileLink, fitting, type Reader } from "./activity-out.js";
import { CLOSED, sendFrame, type Stream } from "./stream.js";

const PAGE_MESSAGES = 100;
const READ_AGAIN_MS = 1_000;

export interface PusherDeps {
  log: PublicLog;
  fileLink: FileLink;
  /** After each frame that was handed over. */
  pushed: (stream: Stream, messages: number) => void;
  onFault: (error: unknown, where: string) => void;
}

export interface Pusher {
  /** News of a conversation for its streams; frames are serialised once for all that stand at the same place. */
  tell(streams: readonly Stream[], messages: readonly PublicMessage[], seq: number): void;
  /** Tells a stream, from the log, everything above its cursor. */
  catchUp(stream: Stream): void;
}

export function makePusher({ log, fileLink, pushed, onFault }: PusherDeps): Pusher {
  const readerOf = ({ ticket, base }: Stream): Reader => ({ userId: ticket.userId, linkTo: (id) => fileLink(base, id) });

  const advance = (stream: Stream, messages: readonly PublicMessage[]): void => {
    stream.cursor = messages.at(-1)!.seq;
    pushed(stream, messages.length);
  };

  /** The next page is asked for once this one has left, so that a slow reader never fills memory. Says whether there is more. */
  const sendPage = async (stream: Stream): Promise<boolean> => {
    const page = await log.read(stream.ticket.conversationId, stream.cursor, PAGE_MESSAGES);
    if (page === null) {
      stream.ws.close(...CLOSED.unknown);
      return false;
    }
    // A watermark from the future (a database restored): what is said from now on must still come.
    stream.cursor = Math.min(stream.cursor, page.seq);
    stream.head = Math.max(stream.head, page.seq);
    const messages = fitting(page.messages);
    if (messages.length === 0) return false;
    const frame = activitySet(messages, readerOf(stream), messages.at(-1)!.seq);
    const sent = await new Promise<boolean>((resolve) => {
      const taken = sendFrame(stream, frame, () => resolve(true));
      if (taken) advance(stream, messages);
      else resolve(false);
    });
    return sent && (stream.cursor < stream.head || page.messages.length === PAGE_MESSAGES);
  };

  const catchUp = (stream: Stream): void => {
    if (stream.reading) return;
    stream.reading = true;
    const read = async (): Promise<void> => {
      do stream.rung = false;
      while ((await sendPage(stream)) || stream.rung);
      stream.reading = false;
    };
    read().catch((error: unknown) => {
      onFault(error, "directline.stream");
      // The socket stays, and is told once the log is back.
      setTimeout(() => {
        stream.reading = false;
        if (stream.ws.readyState === stream.ws.OPEN) catchUp(stream);
      }, READ_AGAIN_MS).unref();
    });
  };

  const tell: Pusher["tell"] = (streams, messages, seq) => {
    const frames = new Map<string, string>();
    const whole = messages.length > 0 && fitting(messages).length === messages.length;
    for (const stream of streams) {
      stream.head = Math.max(stream.head, seq);
      if (stream.reading) stream.rung = true;
      if (stream.reading || seq <= stream.cursor) continue;
      if (whole && messages[0]!.seq === stream.cursor + 1) {
        const reader = `${stream.ticket.userId} ${stream.base}`;
        const frame = frames.get(reader) ?? activitySet(messages, readerOf(stream), messages.at(-1)!.seq);
        frames.set(reader, frame);
        if (sendFrame(stream, frame)) advance(stream, messages);
        else continue;
      }
      if (stream.cursor < stream.head) catchUp(stream);
    }
  };

  return { tell, catchUp };
}
