import type { PublicLog, PublicMessage } from "../../../application/ports.js";
import { activitySet, type FileLink, fitting, type Reader } from "./activity-out.js";
import { makeLanes, type Slices } from "./slices.js";
import { CLOSED, sendFrame, type Stream } from "./stream.js";

const PAGE_MESSAGES = 25;
/** Reads of the log at once, so that many sockets that ask for theirs leave the database to the others too. */
const READS_AT_ONCE = 64;
const READ_AGAIN_MS = 1_000;

export interface PusherDeps {
  log: PublicLog;
  fileLink: FileLink;
  slices: Slices;
  /** After each frame that was handed over. */
  pushed: (stream: Stream, messages: number) => void;
  onFault: (error: unknown, where: string) => void;
}

interface News {
  /** Those open when it is their turn. */
  streams: () => readonly Stream[];
  messages: readonly PublicMessage[];
  seq: number;
}

export interface Pusher {
  /** News of a conversation for its streams, in the order told; frames are serialised once for all that stand at the same place. */
  tell(news: News): void;
  /** Tells a stream, from the log, everything above its cursor. */
  catchUp(stream: Stream): void;
}

export function makePusher({ log, fileLink, slices, pushed, onFault }: PusherDeps): Pusher {
  const readerOf = ({ userId, base }: Stream): Reader => ({ userId, linkTo: (id) => fileLink(base, id) });
  const advance = (stream: Stream, messages: readonly PublicMessage[]): void => {
    stream.cursor = messages.at(-1)!.seq;
    pushed(stream, messages.length);
  };
  const catchUp = makeCatchUp({ log, readerOf, advance, onFault });

  const tell = ({ streams, messages, seq }: News): void => {
    const frames = new Map<string, string>();
    const whole = messages.length > 0 && fitting(messages).length === messages.length;
    for (const stream of streams()) {
      stream.head = Math.max(stream.head, seq);
      if (stream.reading) stream.rung = true;
      if (stream.reading || seq <= stream.cursor) continue;
      if (whole && messages[0]!.seq === stream.cursor + 1) {
        const reader = `${stream.userId} ${stream.base}`;
        const frame = frames.get(reader) ?? activitySet(messages, readerOf(stream), messages.at(-1)!.seq);
        frames.set(reader, frame);
        if (sendFrame(stream, frame)) advance(stream, messages);
        else continue;
      }
      if (stream.cursor < stream.head) catchUp(stream);
    }
  };
  return { tell: (news) => slices(() => tell(news)), catchUp };
}

interface CatchUpDeps extends Pick<PusherDeps, "log" | "onFault"> {
  readerOf: (stream: Stream) => Reader;
  advance: (stream: Stream, messages: readonly PublicMessage[]) => void;
}

function makeCatchUp({ log, readerOf, advance, onFault }: CatchUpDeps): Pusher["catchUp"] {
  const inLane = makeLanes(READS_AT_ONCE);
  const isOpen = ({ ws }: Stream): boolean => ws.readyState === ws.OPEN;

  /** The next page is asked for once this one has left, so that a slow reader never fills memory. Says whether there is more. */
  const sendPage = async (stream: Stream): Promise<boolean> => {
    const page = await inLane(async () =>
      // It may have waited long for its turn.
      isOpen(stream) ? log.read(stream.conversationId, stream.cursor, PAGE_MESSAGES) : { messages: [], seq: stream.cursor },
    );
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
        if (isOpen(stream)) catchUp(stream);
      }, READ_AGAIN_MS).unref();
    });
  };
  return catchUp;
}
