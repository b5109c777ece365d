import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";

export function FunctionSkeleton() {
  return (
    <>
      <Loading what="function" />
      <PageHeader title={<Skeleton className="h-7 w-48" />} />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(22rem,2fr)]">
        <Panel>
          <Skeleton className="h-80" />
        </Panel>
        <Panel>
          <Skeleton className="h-40" />
        </Panel>
      </div>
    </>
  );
}
