import { Panel } from "@/components/ui/panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";

export function InteractionSkeleton() {
  return (
    <>
      <Loading what="the interaction" />
      <div className="space-y-2">
        <Skeleton className="h-7 w-72" />
        <Skeleton className="w-96 max-w-full" />
      </div>
      <Panel>
        <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
          {["w-24", "w-32", "w-20", "w-28"].map((width) => (
            <Skeleton key={width} className={width} />
          ))}
        </div>
      </Panel>
      <Panel>
        <div className="space-y-4">
          <Skeleton className="w-64" />
          <Skeleton className="w-80" />
          <Skeleton className="w-56" />
        </div>
      </Panel>
    </>
  );
}
