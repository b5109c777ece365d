import { Loading, Skeleton } from "@/components/ui/skeleton";

const ROWS = ["w-24", "w-32", "w-28", "w-36", "w-24", "w-32", "w-28", "w-32"];

export function RowSkeletons() {
  return (
    <div>
      <Loading what="interactions" />
      {ROWS.map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change.
        <div key={index} className="flex h-10 items-center gap-6 border-line border-b px-4 last:border-b-0">
          <Skeleton className="w-28" />
          <Skeleton className={width} />
          <Skeleton className="hidden w-28 sm:block" />
          <Skeleton className="ml-auto w-20" />
        </div>
      ))}
    </div>
  );
}
