import { Loading, Skeleton } from "@/components/ui/skeleton";

export function RequestSkeleton() {
  return (
    <div className="space-y-5">
      <Loading what="the request" />
      <Skeleton className="h-8" />
      <Skeleton className="w-64" />
      <Skeleton className="h-24" />
      <Skeleton className="h-48" />
      <Skeleton className="h-32" />
    </div>
  );
}
