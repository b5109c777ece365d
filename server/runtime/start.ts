import type { Consent, ResumeBody, Values } from "@/engine/contract";
import type { FlowDefinition } from "@/engine/definition/schema";
import { ALL_CAPABILITIES } from "@/engine/run/capabilities";
import { expiresAt } from "@/engine/run/expiry";
import type { RefusedRing } from "@/engine/run/refusal";
import { PatchcordError } from "../platform/errors";
import type { AccountId } from "../ports/ids";
import type { NotAgain, RingAgain, StartFacts, StartResponse } from "../ports/interaction";
import { applyBurst } from "./apply-burst";
import { callbackChanges } from "./callback-changes";
import { RingHistories, refusedRows } from "./rings";
import type { Runtime } from "./runtime";

const MAX_RACES = 5;

type Started = Extract<ResumeBody, { kind: "started" }>;

export type StartRequest = {
  flow: string;
  client: string;
  /** Strings by argument name, as the body gave them; checked here against the version's trigger. */
  arguments: Values;
  /** A draft that was frozen to be tried; else the published version runs. */
  version?: { id: string; number: number };
  /** A callback that is over and is to be rung again: the interaction begins at its step, on the version that had queued it. */
  again?: { by: RingAgain; from: NonNullable<Started["again"]> };
  key: string | null;
  /** Hash of the body with its keys sorted: tells a repeated request from another one with the same key. */
  bodyHash: string;
  /** The consent to keep with the interaction, where the version requires one. Throws `invalid_arguments`. */
  consent: (definition: FlowDefinition) => Consent | null;
  /** Throws `invalid_arguments` where the arguments do not fit the version. */
  check: (definition: FlowDefinition) => void;
};

/**
 * Accepts an interaction: durable, and its first burst run, when this resolves. Throws `flow_not_found`,
 * `flow_not_published`, `invalid_arguments`, `idempotency_key_reused`, `idempotency_conflict`, `queue_full`, and the code of what
 * refuses the ring that it begins with; `conflict` where a callback may not be rung again.
 */
export async function startInteraction(
  runtime: Runtime,
  account: AccountId,
  request: StartRequest,
): Promise<{ response: StartResponse; replayed: boolean }> {
  const { store, ids, dispatch } = runtime;
  const histories = new RingHistories();
  for (let race = 0; race < MAX_RACES; race++) {
    // A request with a key may be a repeated one; any other needs to know no more than the last.
    const recent = race === 0 && request.key === null ? store.recentStart(account, request.flow) : null;
    const start = recent ?? (await store.readStart(account, request.flow, request.key));
    if (start.earlier) return replay(request, start.earlier.bodyHash, start.earlier.response);
    const version = request.version ?? publishedVersion(start);
    const [definition, facts] = await Promise.all([store.definition(account, version.id), store.facts(account)]);
    if (recent && !fits(request, definition)) continue;
    if (!recent) request.check(definition);

    const consent = request.consent(definition);
    const interaction = ids.uuid();
    const { again } = request;
    const started: Started = {
      kind: "started",
      seed: interaction,
      interaction_id: interaction,
      flow_version: version.number,
      arguments: request.arguments,
      ...(consent ? { consent } : {}),
      ...(again ? { again: again.from } : {}),
    };
    // Until there is a call, nothing is asked of a carrier.
    const context = {
      ...{ definition, facts, capabilities: ALL_CAPABILITIES, maxWaitSeconds: definition.max_queue_seconds },
      ...{ ringer: { flow: request.flow, client: request.client }, histories },
    };
    const input = { key: "started", at: start.now, resumes: [started] };
    const applied = applyBurst(runtime, account, context, { state: null, version: 0 }, input);
    if (!applied) throw new PatchcordError("internal", "The flow could not be started.");
    if (applied.refused[0]) await refuse(runtime, account, request, applied.refused[0]);
    if (again && applied.write.state.wait?.for !== "callback") throw notAgain("not_asked");
    const response = { interaction_id: interaction, flow_version_id: version.id, flow_execution_id: interaction };
    const { flow, client, key, bodyHash } = request;
    const callbacks = callbackChanges(null, applied, ids.uuid, undefined);
    const burst = {
      ...applied.write,
      ...(callbacks.length > 0 ? { callbacks } : {}),
      ...(again ? { again: again.by } : {}),
      expires_at: expiresAt(start.now),
    };
    const written = { interaction, flow, flowVersion: version.id, client, key, bodyHash, response };
    const { saved } = await dispatch.commit(account, written, burst, null, (claiming) =>
      store.start(account, { ...written, burst: { ...burst, ...claiming } }),
    );
    if (saved.result === "outdated") continue;
    if (saved.result === "not_allowed") {
      histories.add(burst.ring?.to ?? "", saved.history);
      continue;
    }
    if (saved.result === "not_again") throw notAgain(saved.why);
    if (saved.result === "replayed") return replay(request, saved.bodyHash, saved.response);
    return { response, replayed: false };
  }
  throw new PatchcordError("unavailable", "The flow is being published; try again.", {
    headers: { "Retry-After": "1" },
  });
}

/** Writes down why the ring that a start begins with is refused, and throws it. */
async function refuse(
  { store, ids }: Runtime,
  account: AccountId,
  { flow, client }: StartRequest,
  refused: RefusedRing,
): Promise<never> {
  const rows = refusedRows(ids, flow, [refused]);
  for (const row of rows) await store.refuseStart(account, { ...row, client });
  const { refusal, request } = refused;
  const seconds = refusal.until && Math.max(1, Math.ceil((Date.parse(refusal.until) - Date.parse(request.at)) / 1000));
  throw new PatchcordError(refusal.code, refusal.message, {
    ...(seconds ? { headers: { "Retry-After": String(seconds) } } : {}),
  });
}

const NOT_AGAIN: Readonly<Record<NotAgain | "not_asked", string>> = {
  gone: "There is no such callback any more.",
  not_over: "It is not over: agents are still looked for.",
  talked: "Agent and contact have talked.",
  cancelled: "It was cancelled.",
  erased: "The contact was erased.",
  rung_again: "It was rung again already.",
  goes_on: "Its interaction still goes on. Wait until it is over.",
  flow_gone: "Its flow is archived or deleted.",
  not_asked: "Its step does not ask for a callback any more.",
};

/** Why a callback cannot be rung again, as an error for whoever wants that. */
export const notAgain = (why: keyof typeof NOT_AGAIN) => new PatchcordError("conflict", NOT_AGAIN[why]);

/** What does not fit the version of a moment ago may fit the present one. */
function fits({ check, consent }: StartRequest, definition: FlowDefinition): boolean {
  try {
    check(definition);
    consent(definition);
    return true;
  } catch {
    return false;
  }
}

function publishedVersion({ flowFound, version }: StartFacts) {
  if (!flowFound) throw new PatchcordError("flow_not_found", "There is no such flow.");
  if (!version)
    throw new PatchcordError("flow_not_published", "The flow has no published version.", {
      description: "Publish the flow in the Flow Manager first.",
    });
  return version;
}

function replay(request: StartRequest, bodyHash: string, response: StartResponse) {
  if (bodyHash !== request.bodyHash) {
    throw new PatchcordError("idempotency_key_reused", "This Idempotency-Key was used with another body.", {
      description: "Use a new key for a new request, or send exactly the body of the first one.",
    });
  }
  return { response, replayed: true };
}
