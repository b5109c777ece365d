"use client";
import { ShieldX } from "lucide-react";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { isBuilderArea } from "../../_parts/builder-areas";

type AreaGateProps = { builds: boolean; role: string; accountName: string; children: ReactNode };

/** Lets builders into the areas that are theirs; a layout cannot know which one it is around. */
export function AreaGate({ builds, role, accountName, children }: AreaGateProps) {
  const built = isBuilderArea(usePathname());
  if (builds && built) return children;
  return (
    <EmptyState level={1} icon={ShieldX} title={`This needs the role ${built ? "Builder" : "Admin"}`}>
      <p>
        Your role in {accountName} is {role[0]?.toUpperCase() + role.slice(1)}. An admin of the account can change it
        under Users.
      </p>
    </EmptyState>
  );
}
