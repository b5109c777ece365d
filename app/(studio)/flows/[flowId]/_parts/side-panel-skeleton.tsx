import { Loading, Skeleton } from "@/components/ui/skeleton";

/** The shape of the settings while their forms load. */
export function SidePanelSkeleton() {
  return (
    <div className="space-y-3 p-4">
      <Loading what="the settings" />
      <Skeleton className="w-32" />
      <Skeleton className="h-8" />
      <Skeleton className="h-24" />
    </div>
  );
}
