import type { World } from "./world.js";

/** A proxy may swallow the handshake and never answer. */
const OPENING_MS = 10_000;

export interface SocketDeps {
  world: World;
  onOpen: () => void;
  onData: (data: unknown) => void;
  /** Once, and not after `drop`: how long it was open; null: it never was. */
  onGone: (openMs: number | null) => void;
}

export interface OpenSocket {
  isOpen(): boolean;
  /** Machine time at which it last said something, or opened. */
  heardAt(): number;
  send(text: string): void;
  /** Closes it; it says nothing more. */
  drop(): void;
}

export function openSocket(address: string, { world, onOpen, onData, onGone }: SocketDeps): OpenSocket {
  let openedAt: number | null = null;
  let heardAt = 0;
  let isOver = false;
  const drop = (): void => {
    isOver = true;
    giveUp();
    try {
      socket?.close();
    } catch {
      // It was never one.
    }
  };
  const gone = (): void => {
    if (isOver) return;
    drop();
    onGone(openedAt === null ? null : world.now() - openedAt);
  };
  let giveUp = world.after(OPENING_MS, gone);
  const socket = opened(world, address);
  if (socket === null) giveUp = (giveUp(), world.after(0, gone));
  else {
    socket.onopen = () => {
      if (isOver) return;
      giveUp();
      openedAt = heardAt = world.now();
      onOpen();
    };
    socket.onmessage = ({ data }) => {
      if (isOver) return;
      heardAt = world.now();
      onData(data);
    };
    socket.onclose = socket.onerror = gone;
  }
  return { isOpen: () => openedAt !== null && !isOver, heardAt: () => heardAt, send: (text) => socket?.send(text), drop };
}

/** Null: the page's policy forbids it. */
function opened(world: World, address: string): ReturnType<World["openSocket"]> | null {
  try {
    return world.openSocket(address);
  } catch {
    return null;
  }
}
