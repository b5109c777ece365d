"use client";
import { useEffect, useReducer } from "react";
import type { Registry } from "@/engine/contract";
import type { FlowDefinition } from "@/engine/definition/schema";
import type { Draft } from "@/engine/edit/draft";
import { applyChoice, type Behaviours, type Choice, nextChoice, type Simulation } from "@/engine/simulate";

/** A test run: every state it went through, and the index of the one that is shown. */
export type Run = {
  /** The draft that it runs. After an edit the editor's draft is another object. */
  draft: Draft;
  definition: FlowDefinition;
  behaviours: Behaviours;
  states: readonly Simulation[];
  at: number;
  playing: boolean;
};

type Action =
  | { do: "begin"; run: Run }
  | { do: "choose"; choice: Choice }
  | { do: "go"; to: number }
  | { do: "step" }
  | { do: "play" }
  | { do: "pause" }
  | { do: "close" };

/** While a run plays, it takes one step each time; long enough to see the step light up. */
const PLAY_EVERY_MS = 450;

export function useRun(registry: Registry) {
  const [run, act] = useReducer((before: Run | null, action: Action) => reduce(registry, before, action), null);
  const plays = run?.playing ?? false;
  const at = run?.at ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step restarts the timer.
  useEffect(() => {
    if (!plays) return;
    const timer = setTimeout(() => act({ do: "step" }), PLAY_EVERY_MS);
    return () => clearTimeout(timer);
  }, [plays, at]);
  return { run, act };
}

/** The state that is shown. */
export function simulationOf(run: Run): Simulation {
  const simulation = run.states[run.at];
  if (!simulation) throw new Error("A run always shows one of its states.");
  return simulation;
}

/** What happens next by the chosen behaviours; null if the user has to choose. */
function automaticChoice(run: Run): Choice | null {
  return nextChoice(simulationOf(run), run.behaviours);
}

/** What happens next if the run plays: what happened before it was stepped back, else what happens by itself. */
export function nextChoiceOf(run: Run): Choice | null {
  return run.states[run.at + 1]?.takenChoices.at(-1)?.choice ?? automaticChoice(run);
}

function reduce(registry: Registry, run: Run | null, action: Action): Run | null {
  if (action.do === "begin") return action.run;
  if (action.do === "close" || !run) return null;
  if (action.do === "choose") return choose(registry, run, action.choice);
  if (action.do === "go") return { ...run, at: clamp(action.to, run.states.length), playing: false };
  if (action.do === "pause") return { ...run, playing: false };
  if (action.do === "play") return { ...run, playing: nextChoiceOf(run) !== null };
  if (run.at < run.states.length - 1) return { ...run, at: run.at + 1, playing: run.playing };
  const choice = automaticChoice(run);
  return choice ? choose(registry, run, choice, run.playing) : { ...run, playing: false };
}

/** Continues from the shown state with a choice; drops the states that followed it before. */
function choose(registry: Registry, run: Run, choice: Choice, playing = true): Run {
  const next = applyChoice(registry, run.definition, simulationOf(run), choice);
  const states = [...run.states.slice(0, run.at + 1), next];
  const moved = { ...run, states, at: states.length - 1 };
  return { ...moved, playing: playing && automaticChoice(moved) !== null };
}

const clamp = (at: number, length: number) => Math.min(Math.max(0, at), length - 1);
