import { registry } from "@/components/flow/registry";
import type { Draft } from "@/engine/edit/draft";
import { autoLayout } from "./auto-layout";
import { graphOf } from "./graph";
import type { Move } from "./positions";
import { elkGraph, placesOf } from "./tidy-graph";

/** A large flow with long wires can keep ELK busy for a minute: after this time the automatic layout is used instead. */
const TIMEOUT_MS = 10_000;

/**
 * A new place for every step, with few crossings and the start at the origin. Runs in a worker that lives for this call only
 * and takes up to ten seconds. Throws if the worker cannot be loaded.
 */
export async function tidy(draft: Draft): Promise<Move[]> {
  const { default: Elk } = await import("elkjs/lib/elk-api.js");
  const graph = graphOf(registry, draft);
  const elk = new Elk({ workerFactory: () => new Worker(new URL("./tidy.worker.ts", import.meta.url)) });
  let timer = 0;
  const timeout = new Promise<null>((resolve) => {
    timer = window.setTimeout(() => resolve(null), TIMEOUT_MS);
  });
  try {
    const laidOut = await Promise.race([elk.layout(elkGraph(graph)), timeout]);
    const places = laidOut ? placesOf(graph, laidOut) : autoLayout(graph);
    return [...places].map(([step, position]) => ({ step, position }));
  } finally {
    window.clearTimeout(timer);
    elk.terminateWorker();
  }
}
