import { type EndedTry, TRY_RESULTS } from "../contract";

const RESULTS = { ...TRY_RESULTS, agent_left: "The agent left" } as const satisfies Record<EndedTry["result"], string>;

/** A try that was not the last one, as a sentence without when the next is made. */
export const endedTryText = ({ number, result }: Pick<EndedTry, "number" | "result">): string =>
  `Try ${number}: ${RESULTS[result]}.`;
