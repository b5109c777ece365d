"use client";
import { CopyButton } from "@/components/ui/copy-button";
import { duration } from "@/components/ui/duration";
import { Mono } from "@/components/ui/mono";
import { CALL_STATUS } from "./call-status";
import type { Detail } from "./detail";

/** The calls to agents, made for forwarded calls. */
export function Legs({ legs }: { legs: Detail["legs"] }) {
  return (
    <ul className="border-line border-t">
      {legs.map((leg) => (
        <li
          key={leg.callId}
          className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-line border-t px-4 py-3 first:border-t-0"
        >
          <div>
            <h3 className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-medium">Agent</span> <Mono className="text-work">{leg.to}</Mono>
            </h3>
            <p className="text-quiet">
              {leg.answeredAt && leg.endedAt ? "answered" : (CALL_STATUS[leg.status] ?? leg.status)}
              {leg.sipCode === null ? "" : ` · SIP ${leg.sipCode}`}
              {lasted(leg)}
            </p>
          </div>
          <span className="inline-flex max-w-full items-center gap-1">
            <Mono className="min-w-0 truncate text-quiet">{leg.callId}</Mono>
            <CopyButton text={leg.callId} what="agent's call id" />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** How long agent and contact talked: if the agent has to press a key, from that key on. */
function lasted({ answeredAt, acceptedAt, endedAt }: Detail["legs"][number]): string {
  const accepted = acceptedAt ? " · took the call" : "";
  if (!answeredAt || !endedAt) return accepted;
  const words = acceptedAt ? "joined" : "on the line";
  return `${accepted} · ${words} for ${duration(endedAt.getTime() - (acceptedAt ?? answeredAt).getTime())}`;
}
