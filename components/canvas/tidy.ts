import { registry } from "@/components/flow/registry";
import type { Draft } from "@/engine/edit/draft";
import { autoLayout } from "./auto-layout";
import { graphOf } from "./graph";
import type { Move } from "./intents";
import { elkGraph, placesOf } from "./tidy-graph";

/** A large flow whose exits lead far can keep ELK busy for a minute; then the automatic layout has to do. */
const PATIENCE_MS = 10_000;

/**
 * Where every step would stand in good order, the start at the origin. Takes a moment, in a worker of its own that is
 * loaded for it and ends with it. Throws if the worker cannot be loaded.
 */
export async function tidy(draft: Draft): Promise<Move[]> {
  const { default: Elk } = await import("elkjs/lib/elk-api.js");
  const graph = graphOf(registry, draft);
  const elk = new Elk({ workerFactory: () => new Worker(new URL("./tidy.worker.ts", import.meta.url)) });
  let late = 0;
  const patience = new Promise<null>((resolve) => {
    late = window.setTimeout(() => resolve(null), PATIENCE_MS);
  });
  try {
    const laidOut = await Promise.race([elk.layout(elkGraph(graph)), patience]);
    const places = laidOut ? placesOf(graph, laidOut) : autoLayout(graph);
    return [...places].map(([step, position]) => ({ step, position }));
  } finally {
    window.clearTimeout(late);
    elk.terminateWorker();
  }
}
