import { APART, FIRST_TURN, LAST_TURN, LEAST_APART, type Point } from "../layout/geometry";
import type { Side } from "./entries";
import type { Gap, Obstacles } from "./obstacles";
import { Tracks } from "./tracks";

/** How many tracks are tried beside one another before the wire goes another way. */
const TRIES = 24;
/** How many gaps are tried, the nearest first. */
const GAPS = 12;
/** A gap within this distance above or below is looked for first, in flow pixels. */
const NEAR = 480;

/** How far from one another wires must run; what is below zero counts no other wire. */
type Apart = number;

/**
 * Finds the way of one wire after the other. Each way consists of level and upright pieces, keeps clear of the steps, and runs
 * along no way that has been taken.
 */
export class Router {
  readonly #obstacles: Obstacles;
  /** What the wires so far run along. */
  readonly #level = new Tracks();
  readonly #upright = new Tracks();
  /** The wire whose way is looked for. */
  #wire = "";

  constructor(obstacles: Obstacles) {
    this.#obstacles = obstacles;
  }

  /**
   * The corners from an exit to an entry at a step's left edge or top; null if there is no way. Where there is no room for wires
   * far apart they come closer, or end a little beside the entry; and where there is none at all, one shares
   * a track with others.
   */
  find(wire: string, from: Point, entry: Point, side: Side): { points: Point[]; shares: boolean } | null {
    this.#wire = wire;
    const beside = (by: number) =>
      side === "left" ? { x: entry.x, y: entry.y + by } : { x: entry.x + by, y: entry.y };
    for (const reach of [NEAR, Number.POSITIVE_INFINITY]) {
      const gaps = this.#gapsBetween(from, entry, side, reach);
      const find = (to: Point, apart: Apart) =>
        side === "left" ? this.#toLeft(from, to, gaps, apart) : this.#over(from, to, gaps, apart);
      const own =
        find(entry, APART) ??
        find(entry, LEAST_APART) ??
        find(beside(LEAST_APART), LEAST_APART) ??
        find(beside(-LEAST_APART), LEAST_APART);
      if (own) return { points: own, shares: false };
      const shared = reach === NEAR ? null : find(entry, 0);
      if (shared) return { points: shared, shares: true };
    }
    return null;
  }

  #toLeft(from: Point, entry: Point, gaps: readonly Gap[], apart: Apart): Point[] | null {
    return (
      this.#straight(from, entry, apart) ?? this.#oneTurn(from, entry, apart) ?? this.#around(from, entry, gaps, apart)
    );
  }

  /** Whether a way that was found before is still clear of the steps, and of the wires that have taken theirs. */
  isFree(wire: string, way: readonly Point[]): boolean {
    this.#wire = wire;
    return this.#isFree(way, LEAST_APART);
  }

  /** From now on no other wire runs along this way. */
  take(wire: string, way: readonly Point[]): void {
    for (const [index, to] of way.entries()) {
      const from = way[index - 1];
      if (!from) continue;
      if (from.y === to.y) this.#level.take(wire, from.y, from.x, to.x);
      else this.#upright.take(wire, from.x, from.y, to.y);
    }
  }

  #straight(from: Point, entry: Point, apart: Apart): Point[] | null {
    return from.y === entry.y && entry.x > from.x && this.#levelIsFree(entry.y, from.x, entry.x, apart)
      ? [from, entry]
      : null;
  }

  /** Level, up or down, and level again. */
  #oneTurn(from: Point, entry: Point, apart: Apart): Point[] | null {
    for (const x of turnsFrom(from.x, entry.x - LAST_TURN)) {
      // A step ahead of the exit is ahead of every further turn, too.
      if (!this.#obstacles.isLevelClear(from.y, from.x, x)) break;
      const way = [from, { x, y: from.y }, { x, y: entry.y }, entry];
      if (this.#isFree(way, apart)) return way;
    }
    return null;
  }

  /** Up or down beside the step, along a gap, and up or down beside the step that the wire leads to. */
  #around(from: Point, entry: Point, gaps: readonly Gap[], apart: Apart): Point[] | null {
    for (const gap of gaps) {
      for (const y of levelsIn(gap, from.y, entry.y)) {
        const out = this.#outTo(from, y, apart);
        if (out === null) break;
        const into = this.#into(entry, y, apart);
        if (into === null) break;
        if (!this.#levelIsFree(y, out, into, apart)) continue;
        return [from, { x: out, y: from.y }, { x: out, y }, { x: into, y }, { x: into, y: entry.y }, entry];
      }
    }
    return null;
  }

  /** Up or down beside the step, along a gap above the step that the wire leads to, and down. */
  #over(from: Point, entry: Point, gaps: readonly Gap[], apart: Apart): Point[] | null {
    for (const gap of gaps) {
      for (const y of levelsIn(gap, entry.y - LAST_TURN, entry.y - LAST_TURN)) {
        if (y > entry.y - LAST_TURN || !this.#uprightIsFree(entry.x, y, entry.y, apart)) continue;
        const out = this.#outTo(from, y, apart);
        if (out === null) break;
        if (!this.#levelIsFree(y, out, entry.x, apart)) continue;
        return [from, { x: out, y: from.y }, { x: out, y }, { x: entry.x, y }, entry];
      }
    }
    return null;
  }

  /** The x nearest to the exit at which a wire can run to that level. */
  #outTo(from: Point, y: number, apart: Apart): number | null {
    for (const x of turnsFrom(from.x, Number.POSITIVE_INFINITY)) {
      if (!this.#obstacles.isLevelClear(from.y, from.x, x)) return null;
      if (this.#levelIsFree(from.y, from.x, x, apart) && this.#uprightIsFree(x, from.y, y, apart)) return x;
    }
    return null;
  }

  /** The x nearest to the entry at which a wire can come from that level. */
  #into(entry: Point, y: number, apart: Apart): number | null {
    for (let track = 0; track < TRIES; track++) {
      const x = entry.x - LAST_TURN - track * APART;
      if (!this.#obstacles.isLevelClear(entry.y, x, entry.x)) return null;
      if (this.#levelIsFree(entry.y, x, entry.x, apart) && this.#uprightIsFree(x, y, entry.y, apart)) return x;
    }
    return null;
  }

  /** The gaps no further than `reach` above and below, in the order of how long a wire through them is. */
  #gapsBetween(from: Point, entry: Point, side: Side, reach: number): Gap[] {
    const toY = side === "left" ? entry.y : entry.y - LAST_TURN;
    const fromY = side === "left" ? from.y : toY;
    const toX = side === "left" ? entry.x - LAST_TURN : entry.x;
    const length = (gap: Gap) => {
      const y = within(gap, (fromY + toY) / 2);
      return Math.abs(fromY - y) + Math.abs(toY - y);
    };
    const seen = { from: Math.min(fromY, toY) - reach, to: Math.max(fromY, toY) + reach };
    return this.#obstacles
      .gapsBetween(from.x + FIRST_TURN, toX, seen)
      .map((gap) => ({ gap, length: length(gap) }))
      .sort((a, b) => a.length - b.length)
      .slice(0, GAPS)
      .map(({ gap }) => gap);
  }

  #isFree(way: readonly Point[], apart: Apart): boolean {
    return way.every((to, index) => {
      const from = way[index - 1];
      if (!from) return true;
      return from.y === to.y
        ? this.#levelIsFree(to.y, from.x, to.x, apart)
        : this.#uprightIsFree(to.x, from.y, to.y, apart);
    });
  }

  #levelIsFree(y: number, from: number, to: number, apart: Apart): boolean {
    return (
      this.#obstacles.isLevelClear(y, from, to) && (apart === 0 || this.#level.isFree(this.#wire, y, from, to, apart))
    );
  }

  #uprightIsFree(x: number, from: number, to: number, apart: Apart): boolean {
    return (
      this.#obstacles.isUprightClear(x, from, to) &&
      (apart === 0 || this.#upright.isFree(this.#wire, x, from, to, apart))
    );
  }
}

/** Where a wire may turn after its exit, the nearest first. */
function turnsFrom(exit: number, most: number): number[] {
  const turns: number[] = [];
  for (let x = exit + FIRST_TURN; x <= most && turns.length < TRIES; x += APART) turns.push(x);
  return turns;
}

/** Levels within a gap, from the one with the shortest way outwards. */
function levelsIn(gap: Gap, fromY: number, toY: number): number[] {
  const [high, low] = [Math.min(fromY, toY), Math.max(fromY, toY)];
  // Between the two heights each level is as good: the middle leaves room on both sides.
  const best = snap(within(gap, within({ from: high, to: low }, middleOf(gap, (high + low) / 2))));
  const levels: number[] = [];
  for (let off = 0; levels.length < TRIES && off <= TRIES * APART; off += APART)
    for (const y of off === 0 ? [best] : [best + off, best - off]) if (y >= gap.from && y <= gap.to) levels.push(y);
  return levels;
}

function middleOf({ from, to }: Gap, otherwise: number): number {
  return Number.isFinite(from) && Number.isFinite(to) ? (from + to) / 2 : otherwise;
}

const within = ({ from, to }: Gap, y: number): number => Math.max(from, Math.min(to, y));
const snap = (value: number): number => Math.round(value / APART) * APART;
