import type { ExitOf } from "../layout/ids";

/** A coloured line around a step with a few words on it. `colour` is a design token, such as `person-2`. */
export type Outline = { colour: string; text: string };

export function sameOutline(a: Outline | undefined, b: Outline | undefined): boolean {
  return a?.colour === b?.colour && a?.text === b?.text;
}

/**
 * Where exits lead and led, shown on one drawing: wires of the drawn flow that are new and that are gone, by `wireId`; and wires that
 * are gone and whose exit leads elsewhere now, which the drawn flow does not have.
 */
export type ComparedWires = {
  added: ReadonlySet<string>;
  removed: ReadonlySet<string>;
  gone: readonly (ExitOf & { target: string })[];
};

/** Ends the id of a wire that the drawn flow does not have: its exit can have a new one. */
export const GONE = ".gone";
