import { CONTACT_HUNG_UP, type Registry } from "../contract";
import type { Draft } from "../edit/draft";
import { type ExitOf, exitsOf } from "../edit/exits";

/** The exit by which a step is left after a fault, as the engine calls it. */
const FAULT = "error";

/**
 * The exits that tests of a flow can take: those that lead to a step, a fault's way where it leads to one of its own, and, as an
 * exit of the first step, the way of all hang-ups. An optional exit that leads nowhere is not waited for by every step.
 */
export function exitsToTake(registry: Registry, draft: Draft): ExitOf[] {
  return Object.entries(draft.steps).flatMap(([step, placed]) => [
    ...(exitsOf(registry, placed) ?? []).flatMap(({ id: exit }) => (placed.exits[exit] ? [{ step, exit }] : [])),
    ...(placed.on_error?.do === "go_to" ? [{ step, exit: FAULT }] : []),
    ...(step === draft.start && draft.on_hang_up !== null ? [{ step, exit: CONTACT_HUNG_UP.id }] : []),
  ]);
}

/** The exits that none of these ways takes; a way is `step.exit step.exit …`. */
export function exitsNotTaken(registry: Registry, draft: Draft, ways: readonly string[]): ExitOf[] {
  const taken = new Set(ways.flatMap((way) => way.split(" ")));
  const hungUp = [...taken].some((exit) => exit.endsWith(`.${CONTACT_HUNG_UP.id}`));
  return exitsToTake(registry, draft).filter(({ step, exit }) =>
    isHangUp(draft, { step, exit }) ? !hungUp : !taken.has(`${step}.${exit}`),
  );
}

/** Whether it is the way of all hang-ups, which any step can take. */
export const isHangUp = ({ start }: Draft, { step, exit }: ExitOf): boolean =>
  step === start && exit === CONTACT_HUNG_UP.id;
