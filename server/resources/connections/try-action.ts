import { cutText } from "@/engine/contract";
import { ids } from "../../platform/ids/ids";
import type { Http } from "../../ports/http";
import type { AccountId } from "../../ports/ids";
import { readAction } from "./data";
import { perform } from "./perform";

/** The form shows so much of an answer. */
const MAX_SHOWN_CHARACTERS = 20_000;
const TIMEOUT_MS = 30_000;

/** Performs an action as a step would, and returns status, time, outputs and the beginning of the answer. Throws `not_found`. */
export async function tryAction(http: Http, account: AccountId, id: string, inputs: Record<string, string>) {
  const asked = await readAction(account, id);
  const startedAt = performance.now();
  const { answer, raw } = await perform(http, asked, {
    inputs,
    idempotencyKey: `test.${ids.uuid()}`,
    at: new Date().toISOString(),
    timeoutMs: TIMEOUT_MS,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const ms = Math.round(performance.now() - startedAt);
  const { outputs = {}, unfit = [] } = (answer.ok ? answer.value : {}) as {
    outputs?: Record<string, string | number | boolean | null>;
    unfit?: string[];
  };
  return {
    exit: answer.ok ? ("success" as const) : answer.code === "timeout" ? ("timeout" as const) : ("error" as const),
    code: answer.ok ? null : answer.code,
    message: answer.ok ? null : answer.message,
    status: raw?.status ?? null,
    ms,
    outputs: asked.action.outputs.map(({ name, type }) => ({
      name,
      type,
      value: outputs[name] ?? null,
      unfit: unfit.includes(name),
    })),
    raw: raw && { text: cutText(raw.body, MAX_SHOWN_CHARACTERS), cut: raw.body.length > MAX_SHOWN_CHARACTERS },
  };
}
