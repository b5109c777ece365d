import { CircleCheck, CirclePause, TriangleAlert, Unplug } from "lucide-react";
import { Badge, Status } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import type { EndpointDetail } from "./endpoint";

/** Whether an endpoint is sent to, and how long it has failed. */
export function EndpointStatus({ status, failingSince }: Pick<EndpointDetail, "status" | "failingSince">) {
  if (status === "gone")
    return (
      <Badge tone="bad" icon={Unplug}>
        Off: it answered 410
      </Badge>
    );
  if (status === "failing")
    return (
      <Badge tone="bad" icon={TriangleAlert}>
        Off: it failed for five days
      </Badge>
    );
  if (status === "paused")
    return (
      <Status tone="off" icon={CirclePause}>
        Paused
      </Status>
    );
  if (!failingSince)
    return (
      <Status tone="good" icon={CircleCheck}>
        Active
      </Status>
    );
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5">
      <Badge tone="warn" icon={TriangleAlert}>
        Failing
      </Badge>
      <span className="text-label text-quiet">
        since <Time value={failingSince} />
      </span>
    </span>
  );
}
