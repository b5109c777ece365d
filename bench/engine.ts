import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { registry } from "@/components/flow/registry";
import type { ResumeBody } from "@/engine/contract";
import type { FlowDefinition } from "@/engine/definition/schema";
import { advance } from "@/engine/run/advance";
import type { State } from "@/engine/run/state";
import { seedFlow } from "../tests/support/seed-flow";

type Transcript = { changes?: Record<string, unknown>; turns: { resume: ResumeBody }[] };

const AT = "2026-01-01T12:00:00.000Z";
const WARM_UP_MS = 500;

/** Bursts a second of the engine on one core: the transcripts of tests/flows, over and over for `seconds`. */
export function engineBursts(seconds: number): number {
  const folder = path.join(process.cwd(), "tests/flows");
  const runs = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .flatMap((file) => JSON.parse(readFileSync(path.join(folder, file), "utf8")) as Transcript[])
    .map(({ changes, turns }) => ({ definition: seedFlow(changes), resumes: turns.map(({ resume }) => resume) }));
  burstsWithin(runs, WARM_UP_MS);
  return burstsWithin(runs, seconds * 1000) / seconds;
}

function burstsWithin(runs: { definition: FlowDefinition; resumes: ResumeBody[] }[], ms: number): number {
  let bursts = 0;
  for (const until = performance.now() + ms; performance.now() < until; )
    for (const { definition, resumes } of runs) {
      let state: State | null = null;
      for (const resume of resumes) state = advance(registry, definition, state, { at: AT, ...resume }).state;
      bursts += resumes.length;
    }
  return bursts;
}
