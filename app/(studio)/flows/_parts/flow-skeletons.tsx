import { Loading, Skeleton } from "@/components/ui/skeleton";

const ROWS = ["w-40", "w-56", "w-32", "w-48", "w-44", "w-36"];

export function FlowSkeletons() {
  return (
    <div>
      <Loading what="flows" />
      {ROWS.map((width) => (
        <div key={width} className="flex h-14 items-center gap-6 border-line border-b px-4 last:border-b-0">
          <div className="min-w-0 flex-1 space-y-2">
            <Skeleton className={width} />
            <Skeleton className="h-3 w-64 max-w-full" />
          </div>
          <Skeleton className="hidden w-24 sm:block" />
          <Skeleton className="hidden w-32 md:block" />
          <Skeleton className="w-16" />
        </div>
      ))}
    </div>
  );
}
