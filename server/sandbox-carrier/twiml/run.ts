import { type Call, type DocumentRequest, Interruption } from "../world/call";
import { endCall } from "../world/call-lifecycle";
import type { Carrier } from "../world/carrier";
import { logError } from "../world/log-call";
import { detectMachine } from "./answering-machine";
import { DocumentError } from "./document/document-error";
import { execute } from "./execute";
import { type Execution, type NextStep, type RunEnd, unlessAborted } from "./execution/execution";
import { fetchDocument } from "./execution/fetch-document";

/** Documents in a row that take no time at all: a redirect loop, which would hold a driven clock for ever. */
const MAX_DOCUMENTS_AT_ONCE = 200;

/** Runs an answered leg from its first document to its end. Never rejects. */
export function runCall(carrier: Carrier, call: Call, first: DocumentRequest): void {
  runDocuments(carrier, call, first, false).then(
    () => endCall(carrier, call, "completed"),
    (error: unknown) => {
      // The sandbox's own mistake, not the document's: said loudly, and the call does not hang.
      console.error("sandbox carrier failed", error);
      logError(carrier, call, 0, `The sandbox carrier failed: ${error}`);
      endCall(carrier, call, "failed", 500);
    },
  );
}

/** Executes documents on a leg until one has no more to do (`finished`), hangs up, or the leg ends (`left`). */
export async function runDocuments(
  carrier: Carrier,
  call: Call,
  first: DocumentRequest,
  whisper: boolean,
): Promise<RunEnd> {
  let next = first;
  call.running = true;
  try {
    for (;;) {
      const signal = call.control.signal;
      try {
        if (!whisper) await detectMachine(carrier, call, signal);
        return await runChain(carrier, call, next, signal, whisper);
      } catch (error) {
        if (!(error instanceof Interruption)) throw error;
        if (!error.next) return "left";
        next = error.next;
      }
    }
  } finally {
    call.running = false;
  }
}

async function runChain(
  carrier: Carrier,
  call: Call,
  first: DocumentRequest,
  signal: AbortSignal,
  whisper: boolean,
): Promise<RunEnd> {
  let request = first;
  let atOnce = 0;
  let at = carrier.clock.now();
  for (;;) {
    const now = carrier.clock.now();
    atOnce = now === at ? atOnce + 1 : 0;
    at = now;
    const step = await runDocument(carrier, call, request, signal, whisper, atOnce);
    if (step === undefined) return "finished";
    if (step === "hang_up") return "hung_up";
    request = step.go;
  }
}

async function runDocument(
  carrier: Carrier,
  call: Call,
  request: DocumentRequest,
  signal: AbortSignal,
  whisper: boolean,
  atOnce: number,
): Promise<NextStep> {
  const run: Execution["run"] = (leg, first, whispering) => runDocuments(carrier, leg, first, whispering);
  const execution: Execution = { carrier, call, url: request.url, method: request.method, signal, whisper, run };
  try {
    if (atOnce > MAX_DOCUMENTS_AT_ONCE)
      throw new DocumentError(12100, "Too many documents without a pause: redirect loop");
    const verbs = await unlessAborted(signal, fetchDocument(carrier, call, request));
    return await execute(execution, verbs);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return afterFailure(carrier, call, request, error);
  }
}

/** A failing document is replaced by FallbackUrl, told what happened; without one, or when it fails too, the call ends. */
function afterFailure(carrier: Carrier, call: Call, request: DocumentRequest, error: DocumentError): NextStep {
  logError(carrier, call, error.code, error.message, error.url ?? request.url);
  const { fallback } = call.request;
  if (!fallback || request.url === fallback.url) return "hang_up";
  return { go: { ...fallback, params: { ErrorCode: String(error.code), ErrorUrl: request.url ?? "" } } };
}
