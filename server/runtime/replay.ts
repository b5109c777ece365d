import { isDeepStrictEqual } from "node:util";
import type { Registry } from "@/engine/contract";
import type { FlowDefinition } from "@/engine/definition/schema";
import { advance } from "@/engine/run/advance";
import type { State } from "@/engine/run/state";
import type { EventRow } from "../ports/interaction";
import { ENGINE_VERSION } from "./apply-burst";

export type Replay = {
  same: boolean;
  drift: string | null;
  differs: { seq: number; recorded: unknown; replayed: unknown } | null;
  state: State | null;
};

/**
 * Runs an interaction again from its log and compares: every resume must give the events that were recorded. `drift`: the first
 * engine version in the log that is not the present one, which may explain a difference.
 */
export function replay(registry: Registry, definition: FlowDefinition, rows: EventRow[]): Replay {
  let state: State | null = null;
  const drift = rows.find((row) => row.engine !== ENGINE_VERSION)?.engine ?? null;
  for (const row of rows) {
    const advanced = advance(registry, definition, state, row.resume);
    state = advanced.state;
    // Stored JSON has no undefined and no prototypes: compare what would be stored.
    const replayed = JSON.parse(JSON.stringify(advanced.events));
    if (!isDeepStrictEqual(replayed, row.events))
      return { same: false, drift, differs: { seq: row.seq, recorded: row.events, replayed }, state };
  }
  return { same: true, drift, differs: null, state };
}
