"use client";
import { ShieldX } from "lucide-react";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { isBuilderArea } from "../../_parts/places/builder-areas";

type AreaGateProps = { builds: boolean; role: string; accountName: string; children: ReactNode };

/** Shows an area only to roles that may use it. It checks the path in the browser, since a layout does not know its page. */
export function AreaGate({ builds, role, accountName, children }: AreaGateProps) {
  const isBuilders = isBuilderArea(usePathname());
  if (builds && isBuilders) return children;
  return (
    <EmptyState level={1} icon={ShieldX} title={`This needs the role ${isBuilders ? "Builder" : "Admin"}`}>
      <p>
        Your role in {accountName} is {role[0]?.toUpperCase() + role.slice(1)}. An admin of the account can change it
        under Users.
      </p>
    </EmptyState>
  );
}
