/** One conversation's turns, first come first served; the head is the one that runs or runs next. */
interface Lane<Job> {
  jobs: Job[];
}

/**
 * Who waits, by conversation: at most one turn of a conversation is under way, so order is kept and a batch never meets itself.
 * What must run by itself waits apart, so that it holds up nobody else.
 */
export interface Lanes<Job> {
  add(conversationId: string, job: Job): void;
  /** The heads of up to `most` free lanes, longest waiting first; theirs until `done`, `again` or `alone`. */
  take(most: number): Job[];
  takeAlone(): Job[];
  done(conversationId: string): void;
  /** The head goes into a later batch. */
  again(conversationId: string): void;
  /** The head runs by itself. */
  alone(conversationId: string): void;
  readonly size: number;
}

export function makeLanes<Job>(): Lanes<Job> {
  const lanes = new Map<string, Lane<Job>>();
  const free = new Set<Lane<Job>>();
  const freeAlone = new Set<Lane<Job>>();
  let size = 0;

  function takeFrom(waiting: Set<Lane<Job>>, most: number): Job[] {
    const taken: Job[] = [];
    for (const lane of waiting) {
      const head = lane.jobs[0];
      waiting.delete(lane);
      if (head === undefined) continue;
      if (taken.push(head) === most) break;
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
    take: (most) => takeFrom(free, most),
    takeAlone: () => takeFrom(freeAlone, 1),
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
