"use client";
import { LoaderCircle, Plug, Unplug } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { PhoneState } from "./phone-state";

/** Shows whether the page is connected to the sandbox. */
export function LinkMark({ link }: { link: PhoneState["link"] }) {
  return (
    <span role="status">
      {link === "on" ? (
        <Badge tone="good" icon={Plug}>
          Phones on
        </Badge>
      ) : null}
      {link === "connecting" ? (
        <Badge tone="off" icon={LoaderCircle}>
          Connecting
        </Badge>
      ) : null}
      {link === "away" ? (
        <Badge tone="warn" icon={Unplug}>
          Sandbox away, trying again
        </Badge>
      ) : null}
    </span>
  );
}
