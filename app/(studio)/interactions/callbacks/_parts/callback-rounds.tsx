import { Mono } from "@/components/ui/mono";
import { Time } from "@/components/ui/time";
import type { CallbackRow } from "./callback-row";

type Round = CallbackRow["rounds"][number];

const WHY = {
  busy: "The contact was busy",
  no_answer: "The contact did not answer",
  agent_left: "The agent left too early",
} as const satisfies Record<Round["why"], string>;

/** Why a callback's contact was not reached so far, who had accepted it, and when agents are rung again. */
export function CallbackRounds({ callback: { rounds, state, nextRoundAt } }: { callback: CallbackRow }) {
  if (rounds.length === 0) return null;
  return (
    <ol className="mt-1 space-y-0.5 text-label text-quiet">
      {rounds.map(({ at, why, agent }) => (
        <li key={at}>
          <Time value={at} as="clock" /> {WHY[why]}
          {agent ? <> · {agent.label || <Mono>{agent.number}</Mono>}</> : null}
        </li>
      ))}
      {state === "waiting" ? (
        <li>
          Agents ring again from <Time value={nextRoundAt} as="clock" /> on
        </li>
      ) : null}
    </ol>
  );
}
