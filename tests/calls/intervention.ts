import type { SandboxControl } from "@/server/sandbox-carrier/control-client";
import type { CalleeInput } from "@/server/sandbox-carrier/world/callee";
import type { FaultInput } from "@/server/sandbox-carrier/world/faults";

/** What happens at the carrier once an interaction waits in a step. */
export type Intervention = {
  step: string;
  /** The number of the phone that is hung up. */
  hangs_up?: string;
  /** Who is at these phones from then on. */
  callees?: Record<string, CalleeInput>;
  faults?: FaultInput[];
};

export async function intervene(sandbox: SandboxControl, at: Intervention): Promise<void> {
  for (const [number, callee] of Object.entries(at.callees ?? {})) await sandbox.putCallee(number, callee);
  for (const fault of at.faults ?? []) await sandbox.addFault(fault);
  if (at.hangs_up) await sandbox.hangUp(at.hangs_up);
}
