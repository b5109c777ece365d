import type { Detected } from "@/engine/contract";
import { plainTexts } from "@/engine/plain-text";
import type { CallMessage, CallStatus, VoiceRequest } from "../../ports/voice";
import type { Capabilities } from "./capabilities";

const STATUS: Record<string, CallStatus> = {
  queued: "queued",
  initiated: "initiated",
  ringing: "ringing",
  "in-progress": "in_progress",
  answered: "in_progress",
  completed: "completed",
  busy: "busy",
  "no-answer": "no_answer",
  failed: "failed",
  canceled: "canceled",
};

export function callStatus(text: string | null | undefined): CallStatus | null {
  return STATUS[text ?? ""] ?? null;
}

/** Parses a webhook's form, what was heard made plain text; null where it lacks the fields that every webhook has. */
export function parse({ form }: VoiceRequest, { finishedOnKey }: Capabilities): CallMessage | null {
  const status = callStatus(form.get("CallStatus"));
  const callId = form.get("CallSid");
  if (!status || !callId) return null;
  return plainTexts({
    carrierAccount: form.get("AccountSid") ?? "",
    callId,
    parentCallId: form.get("ParentCallSid"),
    status,
    to: form.get("To") ?? "",
    from: form.get("From") ?? "",
    sequence: integer(form.get("SequenceNumber")) ?? 0,
    sipCode: integer(form.get("SipResponseCode")),
    answeredBy: answeredBy(form.get("AnsweredBy")),
    detected: detected(form.get("AnsweredBy")),
    durationSeconds: integer(form.get("CallDuration")),
    digits: form.get("Digits") ?? "",
    speech: form.get("SpeechResult") ?? "",
    confidence: fraction(form.get("Confidence")),
    finishedOnKey: finishedOnKey ? (form.get("FinishedOnKey") ?? "") !== "" : null,
    forward: {
      status: callStatus(form.get("DialCallStatus")),
      callId: form.get("DialCallSid"),
      bridged: booleanOf(form.get("DialBridged")),
      seconds: integer(form.get("DialCallDuration")),
    },
    documentError: documentError(integer(form.get("ErrorCode")), form.get("ErrorUrl")),
  });
}

/** Twilio's errors of fetching a document are 11200 to 11299: no connection, no name, no certificate, no good status. */
function documentError(code: number | null, url: string | null): CallMessage["documentError"] {
  if (code === null || !url) return null;
  return { unreachable: code >= 11200 && code < 11300, code, url };
}

/** Counts a fax as a machine. `unknown`: the flow decides what to do. */
export function answeredBy(text: string | null | undefined): CallMessage["answeredBy"] {
  if (!text) return null;
  if (text === "human") return "human";
  return text === "fax" || text.startsWith("machine") ? "machine" : "unknown";
}

/** What machine detection says, in the spellings of the carriers that speak this dialect. */
const DETECTED: Readonly<Record<string, Detected>> = {
  human: "human",
  machine: "machine",
  machine_start: "machine",
  "answering-machine": "machine",
  machine_end_beep: "machine_ended",
  machine_end_silence: "machine_ended",
  machine_end_other: "machine_ended",
  fax: "fax",
  fax_detected: "fax",
};

function detected(text: string | null): Detected | null {
  return text ? (DETECTED[text.toLowerCase()] ?? "unknown") : null;
}

function integer(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** A number from 0 to 1; null for anything else. */
function fraction(text: string | null): number | null {
  const number = text ? Number(text) : Number.NaN;
  return number >= 0 && number <= 1 ? number : null;
}

function booleanOf(text: string | null): boolean | null {
  return text === null ? null : text === "true";
}
