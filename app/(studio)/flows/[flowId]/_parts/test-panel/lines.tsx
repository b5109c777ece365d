"use client";
import { BellRing, Circle, type LucideIcon, PhoneCall, PhoneOff } from "lucide-react";
import { masked } from "@/components/editor/test/secrets";
import { Status, type Tone } from "@/components/ui/badge";
import { Mono } from "@/components/ui/mono";
import { type LineState, lineStates, type Simulation } from "@/engine/simulate";

const LOOK = {
  idle: { word: "Not called", tone: "off", icon: Circle },
  ringing: { word: "Ringing", tone: "live", icon: BellRing },
  live: { word: "On the line", tone: "good", icon: PhoneCall },
  gone: { word: "Call over", tone: "off", icon: PhoneOff },
} as const satisfies Record<LineState, { word: string; tone: Tone; icon: LucideIcon }>;

/** Who is on the line now. */
export function Lines({ simulation, secrets }: { simulation: Simulation; secrets: readonly string[] }) {
  const { customer, agent } = lineStates(simulation);
  return (
    <dl className="grid grid-cols-2 divide-x divide-line border-line border-b">
      <Line who="Customer" state={customer} number={simulation.state.call.to} secrets={secrets} />
      <Line who="Agent" state={agent} number={agentNumber(simulation)} secrets={secrets} />
    </dl>
  );
}

/** The number that was called last. */
function agentNumber({ documents }: Simulation): string | null {
  const forward = documents.flatMap(({ verbs }) => verbs).findLast((verb) => verb.verb === "forward");
  return forward?.to ?? null;
}

type LineProps = { who: string; state: LineState; number: string | null; secrets: readonly string[] };

function Line({ who, state, number, secrets }: LineProps) {
  const { word, tone, icon } = LOOK[state];
  return (
    <div className="min-w-0 px-4 py-2">
      <dt className="flex items-baseline justify-between gap-2 text-label text-quiet">
        {who}
        {number ? <Mono className="truncate">{masked(number, secrets)}</Mono> : null}
      </dt>
      <dd className="font-medium">
        <Status tone={tone} icon={icon}>
          {word}
        </Status>
      </dd>
    </div>
  );
}
