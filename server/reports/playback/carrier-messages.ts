import type { StoredInteraction } from "../data";
import { legEnd } from "../leg-end";

type Message = { at: Date; words: string };
type Attempt = StoredInteraction["attempts"][number];
type Leg = StoredInteraction["legs"][number];

/** What the carrier has reported of the interaction's calls, and when. */
export function carrierMessages({ attempts, legs, events, interaction }: StoredInteraction): Message[] {
  return [
    ...attempts.flatMap(ofAttempt),
    ...legs.flatMap((leg) => ofLeg(leg, legEnd(leg, events, interaction.finishedAt))),
  ];
}

function ofAttempt({
  purpose,
  submittedAt,
  ringingAt,
  answeredAt,
  endedAt,
  callStatus,
  sipCode,
  carrierCode,
}: Attempt) {
  const who = purpose === "callback_agent" ? "agent" : "contact";
  const codes = [sipCode === null ? null : `SIP ${sipCode}`, carrierCode === null ? null : `carrier ${carrierCode}`];
  const why = [callStatus?.replaceAll("_", " "), ...codes].filter(Boolean).join(", ");
  return messages([
    [submittedAt, `The carrier was asked to call the ${who}`],
    [ringingAt, `The ${who}'s phone rings`],
    [answeredAt, `The ${who}'s phone was answered`],
    [endedAt, `The call to the ${who} is over${why ? `: ${why}` : ""}`],
  ]);
}

function ofLeg({ answeredAt, acceptedAt, sipCode }: Leg, endedAt: Date | null) {
  return messages([
    [answeredAt, "The agent's phone was answered"],
    [acceptedAt, "The agent pressed the key and took the call"],
    [endedAt, `The call to the agent is over${sipCode === null ? "" : `: SIP ${sipCode}`}`],
  ]);
}

function messages(told: [at: Date | null, words: string][]): Message[] {
  return told.flatMap(([at, words]) => (at === null ? [] : [{ at, words }]));
}
