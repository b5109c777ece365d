import { keysOf, readPhoneNumber } from "@/engine/phone-number";
import { mayRing } from "@/engine/ring-rules/may-ring";
import type { NewAgentCall, RingGroupWork } from "../../ports/callback";
import type { AccountId } from "../../ports/ids";
import type { AccountFacts } from "../../ports/store";
import { burst } from "../burst";
import { ringDecision, ringProof } from "../rings";
import type { Runtime } from "../runtime";
import { awaitsCallback } from "./awaits-callback";
import { type Plan, pauseAfterRound, planRinging } from "./plan";

/** An agent's call that has waited this long for a call slot is dropped. */
const DROP_AFTER_SECONDS = 60;

/**
 * Handles a ring group: rings agents for its waiting callbacks, and ends the callbacks for which no agent can be rung. Several
 * workers may do this at once and one may die in the middle, since each write checks for itself that it still holds.
 */
export async function ringGroupDue(runtime: Runtime, account: AccountId, id: string): Promise<void> {
  const { store } = runtime;
  const [work, facts] = await Promise.all([store.ringGroupWork(account, id), store.facts(account)]);
  const planned = planRinging(work, (from, to) => {
    const decision = mayRing(facts.rings, { from, to, at: work.now, party: "agent" });
    return decision === "allowed" ? null : { code: decision.code, message: decision.message };
  });
  for (const unmatched of planned.unmatched) await noMatch(runtime, account, unmatched);
  for (const callback of planned.ends) await store.endRound(account, callback.id, pauseAfterRound(callback));
  for (const { callback, agent } of planned.rings) {
    const call = newCall(runtime, account, facts, work, callback.from, agent);
    await store.ringAgent(account, callback.id, call);
  }
  await store.lookAgain(account, "ring_group", id, planned.lookIn);
}

function newCall(
  { ids }: Runtime,
  account: AccountId,
  facts: AccountFacts,
  { group, now: at }: RingGroupWork,
  from: string,
  agent: string,
): NewAgentCall {
  const { number } = readPhoneNumber(agent);
  const to = number?.e164 ?? agent;
  const send_digits = number ? keysOf(number) : undefined;
  const carrier_id = facts.numbers.get(from)!.carrierId;
  const id = ids.uuid();
  return {
    id,
    token: ids.attemptToken(account),
    carrier_id,
    calls_per_second: facts.carriers.get(carrier_id)?.callsPerSecond ?? null,
    agent,
    to,
    ...(send_digits ? { send_digits } : {}),
    ring_seconds: group!.ring_seconds,
    ring: ringProof(facts.rings, { flow: null, client: null }, { from, to, at, party: "agent" }, () => ({ id })),
    decision: ringDecision(facts.rings, to),
    drop_after_seconds: DROP_AFTER_SECONDS,
  };
}

async function noMatch(
  runtime: Runtime,
  account: AccountId,
  { callback: { id, interaction, visit }, result, error }: Plan["unmatched"][number],
): Promise<void> {
  const ended = error ? ({ result: "failed", error } as const) : { result };
  await burst(runtime, account, { interaction }, `unmatched:${id}`, (snapshot) =>
    awaitsCallback(snapshot, visit)
      ? { do: "resume", resumes: [{ kind: "callback_ended", ...ended }] }
      : { do: "leave" },
  );
}
