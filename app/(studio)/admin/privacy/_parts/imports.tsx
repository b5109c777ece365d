"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { ImportProgress } from "./import-progress";

/** The last files of numbers: how far each is, and what came of it. */
export function Imports() {
  const trpc = useTRPC();
  const { data = [] } = useQuery(trpc.admin.doNotCall.imports.queryOptions());
  if (data.length === 0) return null;
  return (
    <Panel title="Imported files">
      <ul className="grid gap-4">
        {data.map(({ id, requestedAt, requestedBy, reason }) => (
          <li key={id} className="space-y-2">
            <p className="text-quiet">
              <Time value={requestedAt} as="minute" /> · {requestedBy}
              {reason ? ` · ${reason}` : ""}
            </p>
            <ImportProgress id={id} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
