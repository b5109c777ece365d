import type { Call } from "../world/call";
import type { Carrier } from "../world/carrier";
import { pause } from "./execution/execution";

/** Seconds until the detector makes up its mind; a beep takes longer to wait for. */
const SECONDS = { human: 2, machine: 4, beep: 8 };

/**
 * Synchronous answering-machine detection: the document is not asked for until the detector has decided, and then with
 * AnsweredBy. Does nothing on calls created without MachineDetection.
 */
export async function detectMachine(carrier: Carrier, call: Call, signal: AbortSignal): Promise<void> {
  const { detection } = call.request;
  if (!detection || call.answeredBy) return;
  const machine = call.script?.callee.then === "machine";
  const beep = detection.mode === "DetectMessageEnd";
  const standard = machine ? (beep ? "machine_end_beep" : "machine_start") : "human";
  const verdict = call.script?.callee.answered_by ?? standard;
  const needed = verdict === "human" ? SECONDS.human : beep ? SECONDS.beep : SECONDS.machine;
  const undecided = verdict === "unknown" || needed > detection.timeout;
  await pause(carrier.clock, signal, undecided ? detection.timeout : needed);
  call.answeredBy = undecided ? "unknown" : verdict;
}
