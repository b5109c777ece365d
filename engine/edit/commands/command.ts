import { dequal } from "dequal";
import { applyChanges, type Change, cellAt } from "../change";
import type { Draft } from "../draft";

/** What one action would change, and what the history calls it. A command returns null where there is nothing to do. */
export type Command = { label: string; changes: Change[] };

const LONGEST_LABEL = 200;

/** Collects the changes of one command; each one's `before` is what the cell holds once those before it are made. */
export class Recorder {
  draft: Draft;
  readonly changes: Change[] = [];

  constructor(draft: Draft) {
    this.draft = draft;
  }

  /** Puts `value` into a cell; undefined takes the cell away. What a cell already holds is no change. */
  set(path: readonly string[], value: unknown): this {
    const before = cellAt(this.draft, path) as Change["before"];
    const after = value === undefined ? undefined : asJson(value);
    if (dequal(before, after)) return this;
    const change: Change = {
      path: [...path],
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    };
    this.changes.push(change);
    this.draft = applyChanges(this.draft, [change]);
    return this;
  }

  command(label: string): Command | null {
    return this.changes.length === 0 ? null : { label: label.slice(0, LONGEST_LABEL), changes: this.changes };
  }
}

/** What survives being stored: a key that holds undefined is no key. */
function asJson(value: unknown): NonNullable<Change["after"]> {
  return JSON.parse(JSON.stringify(value));
}

/** "Call the customer", or how many, for the history. */
export function stepsLabel(draft: Draft, steps: readonly string[]): string {
  const [only] = steps;
  return steps.length === 1 && only !== undefined ? (draft.steps[only]?.name ?? only) : `${steps.length} steps`;
}
