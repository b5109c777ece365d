import { registry } from "@/components/flow/registry";
import { verify } from "@/engine/verify";
import { NAMES } from "../tests/verify/flow";
import { largeFlow } from "../tests/verify/large-flow";

const ROUNDS = 7;

/** How long the verifier takes for a flow of 1,000 steps, in milliseconds: the median of seven. */
export function verifierMilliseconds(): number {
  const draft = largeFlow(1000);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const from = performance.now();
    verify(registry, draft, NAMES);
    return performance.now() - from;
  });
  return rounds.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? 0;
}
