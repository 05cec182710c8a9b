/** One conversation's turns, first come first served; the head is the one that runs or runs next. */
interface Lane<Job> {
  jobs: Job[];
}

/** How many may go together, and what they may weigh; a single one always fits. */
interface Room {
  most: number;
  weight: number;
}

/**
 * Who waits, by conversation: at most one turn of a conversation is under way, so order is kept and a batch never meets itself.
 * What must run by itself waits apart, so that it holds up nobody else.
 */
export interface Lanes<Job> {
  add(conversationId: string, job: Job): void;
  /** The heads of free lanes, longest waiting first, as far as they fit together; theirs until `done`, `again` or `alone`. */
  take(room: Room): Job[];
  takeAlone(): Job[];
  done(conversationId: string): void;
  /** The head goes into a later batch. */
  again(conversationId: string): void;
  /** The head runs by itself. */
  alone(conversationId: string): void;
  readonly size: number;
}

export function makeLanes<Job extends { weight: number }>(): Lanes<Job> {
  const lanes = new Map<string, Lane<Job>>();
  const free = new Set<Lane<Job>>();
  const freeAlone = new Set<Lane<Job>>();
  let size = 0;

  function takeFrom(waiting: Set<Lane<Job>>, room: Room): Job[] {
    const taken: Job[] = [];
    let weight = 0;
    for (const lane of waiting) {
      const head = lane.jobs[0];
      weight += head?.weight ?? 0;
      if (taken.length > 0 && weight > room.weight) break;
      waiting.delete(lane);
      if (head && taken.push(head) === room.most) break;
    }
    return taken;
  }

  function laneOf(id: string): Lane<Job> {
    const lane = lanes.get(id) ?? { jobs: [] };
    lanes.set(id, lane);
    return lane;
  }

  return {
    add(id, job) {
      const lane = laneOf(id);
      size += 1;
      if (lane.jobs.push(job) === 1) free.add(lane);
    },
    take: (room) => takeFrom(free, room),
    takeAlone: () => takeFrom(freeAlone, { most: 1, weight: 0 }),
    done(id) {
      const lane = laneOf(id);
      lane.jobs.shift();
      size -= 1;
      if (lane.jobs.length > 0) free.add(lane);
      else lanes.delete(id);
    },
    again: (id) => void free.add(laneOf(id)),
    alone: (id) => void freeAlone.add(laneOf(id)),
    get size() {
      return size;
    },
  };
}
