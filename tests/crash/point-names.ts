import type { State } from "@/engine/run/state";
import type { BurstWrite } from "@/server/ports/interaction";

/** Where an interaction stands: its step's component, what that waits for, the call, and what it was told or a port was asked last. */
export class Place {
  name = "";
  private asks = "";

  /** After a start or a burst that was written the interaction stands somewhere else. */
  follow(method: string, args: readonly unknown[], result: unknown): void {
    const burst = burstOf(method, args);
    const { result: written } = (result ?? {}) as { result?: string };
    if (!burst || (written !== "written" && written !== "claimed")) return;
    const { wait, call, status } = burst.state as State;
    const entered = burst.rows.flatMap(({ events }) => events).findLast(({ event }) => event === "step_entered");
    const component = entered?.event === "step_entered" ? entered.component : this.name.split(" ")[0];
    this.asks = asked(burst) || this.asks;
    this.name = `${[component, wait?.for ?? status, call.phase, this.asks].filter(Boolean).join(" ")}, `;
  }
}

/** What one call of a method is about, without anything that differs from run to run. */
export function shapeOf(method: string, args: readonly unknown[]): string {
  const burst = burstOf(method, args);
  if (burst) return burstShape(burst);
  const [, ...told] = args as (Record<string, unknown> | string | undefined)[];
  const words = told.flatMap((one) => (typeof one === "object" ? TOLD.map((key) => one[key]) : []));
  return words.filter((word) => typeof word === "string").join(" ");
}

/** What a status, a patch or a job says that leads to other work. */
const TOLD = ["status", "call_status", "task"] as const;

function burstOf(method: string, args: readonly unknown[]): BurstWrite | null {
  if (method === "commit") return args[2] as BurstWrite;
  return method === "start" ? (args[1] as { burst: BurstWrite }).burst : null;
}

/** The document for the call and the question to a port: what comes of a death hangs on their settings, such as a key, or whether it may be asked twice. */
function asked({ document, port_call }: BurstWrite): string {
  const verbs = document?.verbs.map(({ verb, ...settings }) => [verb, ...Object.keys(settings).toSorted()].join("."));
  return [verbs?.join(), port_call && `${port_call.port} ${JSON.stringify(port_call.request)}`]
    .filter(Boolean)
    .join(" ");
}

/** The resumes of a burst, and what its write has beside them. */
function burstShape(burst: BurstWrite): string {
  const { rows, state, attempt, attempt_patch, port_end, callbacks, jobs } = burst;
  const parts = [
    rows.map(({ resume }) => resume.kind).join("+"),
    `to ${(state as State).wait?.for ?? (state as State).status}`,
    attempt && Object.keys(attempt).toSorted().join(),
    attempt_patch && Object.keys(attempt_patch).toSorted().join(),
    asked(burst),
    port_end && `port ${port_end.result}`,
    callbacks?.map((change) => change.do).join(),
    jobs?.map(({ task }) => task).join(),
  ];
  return parts.filter(Boolean).join(" ");
}
