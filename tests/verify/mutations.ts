import type { PlacedStep } from "@/engine/definition/schema";
import type { Draft } from "@/engine/edit/draft";
import { registry } from "./extra-components";
import { choose, dial, forward, play, step } from "./flow";

/** Breaks a right flow in one way; null where the flow has nothing to break so. `at` chooses among places. */
type Mutation = { code: string; make: (draft: Draft, at: number) => Draft | null };

function put(draft: Draft, steps: Record<string, PlacedStep>): Draft {
  return { ...draft, steps: { ...draft.steps, ...steps } };
}

/** Some step that `fits`, changed. */
function change(
  draft: Draft,
  at: number,
  fits: (placed: PlacedStep) => boolean,
  changed: (placed: PlacedStep) => Partial<PlacedStep>,
): Draft | null {
  const places = Object.entries(draft.steps).filter(([, placed]) => fits(placed));
  const [id, placed] = places[at % Math.max(places.length, 1)] ?? [];
  return id === undefined || !placed ? null : put(draft, { [id]: { ...placed, ...changed(placed) } });
}

/** A new step in the way of an exit; it goes on where the exit went. */
function between(
  draft: Draft,
  at: number,
  component: string,
  exit: string,
  made: (target: string) => PlacedStep,
): Draft | null {
  const fits = ({ component: id, exits }: PlacedStep) => id === component && typeof exits[exit] === "string";
  const [place] = Object.values(draft.steps)
    .filter(fits)
    .slice(at % 1);
  const target = place?.exits[exit];
  if (!place || !target) return null;
  const changed = change(
    draft,
    0,
    (one) => one === place,
    ({ exits }) => ({ exits: { ...exits, [exit]: "new" } }),
  );
  return changed && put(changed, { new: made(target) });
}

const mandatory = ({ component, config }: PlacedStep) =>
  registry
    .get(component)!
    .definition.exits(config)
    .filter(({ kind }) => kind === "mandatory")
    .map(({ id }) => id);
const isDial = ({ component }: PlacedStep) => component === "make_outbound_call";
const hasExits = (placed: PlacedStep) => mandatory(placed).length > 0;
const rewire = (to: string | null) => (placed: PlacedStep) => ({
  exits: { ...placed.exits, [mandatory(placed)[0] ?? ""]: to },
});
const start = (target: (draft: Draft) => Record<string, PlacedStep>) => (draft: Draft) => {
  const { trigger } = draft.steps;
  return put(draft, { trigger: { ...trigger!, exits: { ok: "new" } }, ...target(draft) });
};
const first = (draft: Draft) => draft.steps.trigger?.exits.ok ?? "end";

export const MUTATIONS: Record<string, Mutation> = {
  "cut an exit": { code: "exit_unwired", make: (draft, at) => change(draft, at, hasExits, rewire(null)) },
  "an exit to a missing step": {
    code: "missing_step",
    make: (draft, at) => change(draft, at, hasExits, rewire("gone")),
  },
  "an exit back to the trigger": {
    code: "leads_to_trigger",
    make: (draft, at) => change(draft, at, hasExits, rewire("trigger")),
  },
  "an unknown key": {
    code: "unknown_key",
    make: (draft, at) =>
      change(
        draft,
        at,
        () => true,
        ({ config }) => ({ config: { ...config, colour: "red" } }),
      ),
  },
  "an unknown component": {
    code: "unknown_component",
    make: (draft, at) => change(draft, at, hasExits, () => ({ component: "odd" })),
  },
  "an exit the step does not have": {
    code: "unknown_exit",
    make: (draft, at) => change(draft, at, hasExits, ({ exits }) => ({ exits: { ...exits, odd: "end" } })),
  },
  "a voice step before the call": {
    code: "no_live_call",
    make: start((draft) => ({ new: play({ ok: first(draft) }) })),
  },
  "a voice step where nobody answered": {
    code: "no_live_call",
    make: (draft, at) => between(draft, at, "make_outbound_call", "busy", (target) => play({ ok: target })),
  },
  "voice after a hang-up": {
    code: "no_live_call",
    make: (draft) =>
      Object.values(draft.steps).some(({ component }) => component === "ask")
        ? put({ ...draft, on_hang_up: "new" }, { new: play({ ok: "end" }) })
        : null,
  },
  "a second dial": {
    code: "second_dial",
    make: (draft, at) => between(draft, at, "make_outbound_call", "busy", () => dial({})),
  },
  "a loop back to the dial": {
    code: "second_dial",
    make: (draft, at) => {
      const [id] = Object.entries(draft.steps).find(([, placed]) => isDial(placed)) ?? [];
      return id === undefined
        ? null
        : change(draft, at, isDial, ({ exits }) => ({ exits: { ...exits, no_answer: id } }));
    },
  },
  "a dial while a call is live": {
    code: "dial_while_live",
    make: (draft, at) => between(draft, at, "make_outbound_call", "answered", () => dial({})),
  },
  "a forward after a callback": {
    code: "forward_forbidden",
    make: (draft, at) =>
      between(draft, at, "queue", "call_finished", () => forward({ no_answer: "end", invalid_number: "end" })),
  },
  "a variable nothing sets": {
    code: "variable_never_set",
    make: (draft, at) => {
      const made = change(draft, at, isDial, ({ config }) => ({ config: { ...config, to_variable: "ghost" } }));
      return made && { ...made, variables: { ...made.variables, ghost: { type: "string" } } };
    },
  },
  "a variable nobody declared": {
    code: "variable_unknown",
    make: (draft, at) => change(draft, at, isDial, ({ config }) => ({ config: { ...config, to_variable: "ghost" } })),
  },
  "a broken template": {
    code: "template_invalid",
    make: (draft, at) =>
      change(
        draft,
        at,
        ({ component }) => component === "fetch",
        ({ config }) => ({ config: { ...config, inputs: { q: "{{" } } }),
      ),
  },
  "an endless loop": {
    code: "endless_loop",
    make: start((draft) => ({ new: choose({ a: "more", no_match: first(draft) }), more: choose({ no_match: "new" }) })),
  },
  "a name the account lacks": {
    code: "name_missing",
    make: (draft, at) => change(draft, at, isDial, ({ config }) => ({ config: { ...config, from: "+12025550177" } })),
  },
  "a step nobody connected": {
    code: "unreachable",
    make: (draft) => put(draft, { new: step("play_audio", {}, {}) }),
  },
};
