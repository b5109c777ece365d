"use client";
import { Pause, Unplug } from "lucide-react";
import { Status } from "@/components/ui/badge";

/** Shows whether the list refreshes by itself. */
export function FollowMark({ live, away: failing }: { live: boolean; away: boolean }) {
  return (
    <span role="status" className="mr-1 text-label">
      {failing ? (
        <Status tone="warn" icon={Unplug}>
          Not up to date, trying again
        </Status>
      ) : live ? (
        <span className="inline-flex items-center gap-2 text-quiet">
          <span aria-hidden className="size-1.5 animate-pulse-live rounded-round bg-live" /> Following
        </span>
      ) : (
        <Status tone="off" icon={Pause}>
          Older page, not following
        </Status>
      )}
    </span>
  );
}
