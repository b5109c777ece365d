"use client";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import type { Detail } from "./detail";

/** The events that resumed the interaction; it can be replayed from them. */
export function EventLog({ log }: { log: Detail["log"] }) {
  return (
    <Panel title="Log" flush>
      <ol>
        {log.map(({ seq, at, words }) => (
          <li key={seq} className="flex items-baseline gap-3 border-line border-t px-4 py-2 first:border-t-0">
            <span className="shrink-0 text-label text-quiet">
              <Time value={at} as="clock" />
            </span>
            <span className="min-w-0">{words}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
