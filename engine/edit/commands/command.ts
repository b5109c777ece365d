import { dequal } from "dequal";
import { cutText } from "../../cut-text";
import { plainTexts } from "../../plain-text";
import { applyChanges, type Change, cellAt } from "../change";
import type { Draft } from "../draft";

/** The changes of one action, and its label in the history. A command returns null where there is nothing to change. */
export type Command = { label: string; changes: Change[] };

const MAX_LABEL = 200;

/** Collects the changes of one command; `before` of each is the cell's value after the changes before it. */
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
    return this.changes.length === 0 ? null : { label: cutText(label, MAX_LABEL), changes: this.changes };
  }
}

/** The value as JSON stores it, without keys that hold undefined, and as plain text: what was pasted can hold anything. */
function asJson(value: unknown): NonNullable<Change["after"]> {
  return plainTexts(JSON.parse(JSON.stringify(value)));
}

/** For the history: the name of the only step, or how many steps. */
export function stepsLabel(draft: Draft, steps: readonly string[]): string {
  const [only] = steps;
  return steps.length === 1 && only !== undefined ? (draft.steps[only]?.name ?? only) : `${steps.length} steps`;
}
