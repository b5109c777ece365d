import { cutText } from "../../cut-text";
import type { PlacedStep } from "../../definition/schema";
import type { Draft } from "../draft";
import { type Command, Recorder, stepsLabel } from "./command";

/** Wires an exit to a step, or unwires it with null. */
export function connect(draft: Draft, step: string, exit: string, target: string | null): Command | null {
  const placed = draft.steps[step];
  if (!placed || (target !== null && !Object.hasOwn(draft.steps, target))) return null;
  if ((placed.exits[exit] ?? null) === target) return null;
  const label =
    target === null ? `Disconnect ${placed.name}` : `Connect ${placed.name} to ${draft.steps[target]?.name ?? target}`;
  return new Recorder(draft).set(["steps", step, "exits", exit], target ?? undefined).command(label);
}

export function renameStep(draft: Draft, step: string, name: string): Command | null {
  const placed = draft.steps[step];
  const wanted = cutText(name.trim(), 120);
  if (!placed || wanted === "") return null;
  return new Recorder(draft).set(["steps", step, "name"], wanted).command(`Rename ${placed.name} to ${wanted}`);
}

/** Maps a step's output to a variable, or to none with null. */
export function setOutput(draft: Draft, step: string, output: string, variable: string | null): Command | null {
  const placed = draft.steps[step];
  if (!placed) return null;
  const record = new Recorder(draft);
  // A missing `outputs` is added as a whole, so that undoing the change removes it again.
  if (placed.outputs === undefined && variable !== null) record.set(["steps", step, "outputs"], { [output]: variable });
  else record.set(["steps", step, "outputs", output], variable ?? undefined);
  return record.command(`Change outputs of ${placed.name}`);
}

/** What a technical fault does; undefined is the component's own default. */
export function setOnError(draft: Draft, step: string, onError: PlacedStep["on_error"]): Command | null {
  const placed = draft.steps[step];
  if (!placed) return null;
  return new Recorder(draft)
    .set(["steps", step, "on_error"], onError)
    .command(`Change error handling of ${placed.name}`);
}

/** Forgets where people have put steps: the canvas lays all of them out automatically. */
export function tidyUp(draft: Draft): Command | null {
  const record = new Recorder(draft);
  for (const step of Object.keys(draft.layout)) record.set(["layout", step], undefined);
  return record.command("Tidy up");
}

export type Move = { step: string; position: readonly [number, number] };

/** Moves steps, to whole pixels; unknown steps are ignored. */
export function moveSteps(draft: Draft, moves: readonly Move[], verb = "Move"): Command | null {
  const known = moves.filter(({ step }) => Object.hasOwn(draft.steps, step));
  const record = new Recorder(draft);
  for (const { step, position } of known) record.set(["layout", step], position.map(Math.round));
  return record.command(
    `${verb} ${stepsLabel(
      draft,
      known.map(({ step }) => step),
    )}`,
  );
}
