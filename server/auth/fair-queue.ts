/** Thrown for work that is given up because too much else waits. */
export class QueueFull extends Error {}

/** `from`: whose work it is; `first`: it goes before everybody else's. */
export type Asker = { from: string; first: boolean };
type Waiting = { from: string; start: () => void; giveUp: () => void };
export type FairQueue = <T>(asker: Asker, work: () => Promise<T>) => Promise<T>;

/**
 * Returns a function that runs works, at most `atOnce` at a time. Of those that wait, whoever was served least goes next, with
 * what they asked last. Where more than `mostWaiting` wait, whoever has most of it waiting loses the oldest: it throws QueueFull.
 * So a flood from one side delays itself. Works with `first` have a queue of their own, which goes first.
 */
export function fairQueue({ atOnce, mostWaiting }: { atOnce: number; mostWaiting: number }): FairQueue {
  let running = 0;
  const lanes: { first: Waiting[]; others: Waiting[] } = { first: [], others: [] };
  const served = new Map<string, number>();

  function next(): void {
    const lane = lanes.first.length > 0 ? lanes.first : lanes.others;
    const chosen = lane.toReversed().toSorted((one, other) => times(one.from) - times(other.from))[0];
    if (!chosen) {
      running -= 1;
      if (running === 0) served.clear();
      return;
    }
    remove(lane, chosen);
    served.set(chosen.from, times(chosen.from) + 1);
    chosen.start();
  }
  const times = (from: string) => served.get(from) ?? 0;

  return async ({ from, first }, work) => {
    if (running < atOnce) running += 1;
    else {
      const lane = first ? lanes.first : lanes.others;
      await new Promise<void>((resolve, reject) => {
        lane.push({ from, start: resolve, giveUp: () => reject(new QueueFull("too much is waiting")) });
        if (lane.length > mostWaiting) dropOne(lane);
      });
    }
    try {
      return await work();
    } finally {
      next();
    }
  };
}

function dropOne(lane: Waiting[]): void {
  const byAsker = Map.groupBy(lane, ({ from }) => from);
  const [oldest] = [...byAsker.values()].toSorted((one, other) => other.length - one.length)[0] ?? [];
  if (!oldest) return;
  remove(lane, oldest);
  oldest.giveUp();
}

function remove<T>(list: T[], item: T): void {
  list.splice(list.indexOf(item), 1);
}
