import { type ReadonlySignal, signal } from "@preact/signals";
import { backOffMs } from "./back-off.js";
import { type OpenSocket, openSocket } from "./socket.js";
import type { Connection } from "./types.js";
import type { Opened } from "./visit.js";
import type { World } from "./world.js";

/** A socket that lived so long was a good one: the next failure is the first. */
const STEADY_MS = 5_000;
const UNOPENED_MOST = 3;
const POLL_MS = 3_000;
const POLL_HIDDEN_MS = 10_000;
/** Polls until a socket is tried again. */
const POLLS_A_SOCKET = 20;
const FAILURES_BEFORE_BUSY = 3;

export interface StreamDeps {
  world: World;
  open: () => Promise<Opened>;
  /** Asks for everything that is new. False: no answer. */
  sync: () => Promise<boolean>;
  onFrame: (data: unknown) => void;
  onUp: () => void;
}

export interface Stream {
  connection: ReadonlySignal<Connection>;
  connect(): void;
  /** What there is is not trusted any more: a new one takes its place at once. */
  replace(): void;
  socket(): OpenSocket | null;
  close(): void;
}

/** Hears the desk, over a socket or by asking, and finds its way back. */
export function makeStream(deps: StreamDeps): Stream {
  const { world, open } = deps;
  const standing = makeStanding(deps, () => stream.connect());
  let socket: OpenSocket | null = null;
  let isConnecting = false;
  let isClosed = false;
  let unopened = 0;

  const drop = (): void => {
    socket?.drop();
    socket = null;
  };
  const listen = (address: string): void => {
    drop();
    socket = openSocket(address, {
      world,
      onOpen: () => {
        unopened = 0;
        polling.stop();
        standing.up();
      },
      onData: deps.onFrame,
      onGone: (openMs) => {
        socket = null;
        if (openMs === null) unopened += 1;
        if (!polling.isOn()) standing.lost({ wasSteady: (openMs ?? 0) >= STEADY_MS });
      },
    });
  };
  const polling = makePolling({ ...deps, standing }, async () => {
    const opened = await open();
    if ("stream" in opened && polling.isOn()) listen(opened.stream);
  });
  const connect = async (): Promise<void> => {
    if (isConnecting || isClosed || polling.isOn()) return;
    isConnecting = true;
    standing.trying();
    const opened = await open();
    isConnecting = false;
    if (isClosed) return;
    if (!("stream" in opened)) standing.lost(opened);
    else if (unopened < UNOPENED_MOST) listen(opened.stream);
    else polling.start();
  };

  const stream: Stream = {
    connection: standing.connection,
    connect: () => void connect(),
    replace: () => {
      polling.stop();
      drop();
      stream.connect();
    },
    socket: () => (socket?.isOpen() ? socket : null),
    close: () => {
      isClosed = true;
      for (const end of [polling.stop, standing.trying, drop]) end();
    },
  };
  return stream;
}

interface Standing {
  connection: ReadonlySignal<Connection>;
  up(): void;
  /** Tries again after a while. */
  lost(why: { refused?: boolean; waitMs?: number; wasSteady?: boolean }): void;
  /** It is tried now. */
  trying(): void;
}

/** How the line stands, and when it is tried again. */
function makeStanding({ world, onUp }: StreamDeps, again: () => void): Standing {
  const connection = signal<Connection>({ state: "connecting" });
  let failures = 0;
  let since: number | null = null;
  let wasUp = false;
  let stop = (): void => undefined;
  return {
    connection,
    up: () => {
      stop();
      since = null;
      wasUp = true;
      if (connection.value.state === "up") return;
      connection.value = { state: "up" };
      onUp();
    },
    lost: ({ refused = false, waitMs = 0, wasSteady = false }) => {
      if (wasSteady) failures = 0;
      const nextTryAt = world.now() + Math.max(waitMs, backOffMs(failures, world.random));
      failures += 1;
      since ??= world.now();
      if (refused || (!wasUp && failures >= FAILURES_BEFORE_BUSY)) connection.value = { state: "busy", nextTryAt };
      else if (wasUp) connection.value = { state: "lost", since, tries: failures, nextTryAt };
      stop();
      stop = world.after(nextTryAt - world.now(), again);
    },
    trying: () => stop(),
  };
}

interface Polling {
  isOn(): boolean;
  start(): void;
  stop(): void;
}

/** Asks every few seconds where sockets do not come through; now and then a socket is tried again. */
function makePolling({ world, sync, standing }: StreamDeps & { standing: Standing }, trySocket: () => Promise<void>): Polling {
  let isOn = false;
  let polls = 0;
  let stop = (): void => undefined;
  const poll = async (): Promise<void> => {
    const answered = await sync();
    if (!isOn) return;
    if (!answered) {
      isOn = false;
      return standing.lost({ wasSteady: polls > 0 });
    }
    standing.up();
    polls += 1;
    stop = world.after(world.isVisible() ? POLL_MS : POLL_HIDDEN_MS, () => void poll());
    if (polls % POLLS_A_SOCKET === 0) await trySocket();
  };
  return {
    isOn: () => isOn,
    start: () => {
      isOn = true;
      polls = 0;
      void poll();
    },
    stop: () => {
      isOn = false;
      stop();
    },
  };
}
