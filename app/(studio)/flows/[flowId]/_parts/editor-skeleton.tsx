import { Loading, Skeleton } from "@/components/ui/skeleton";
import { SidePanelSkeleton } from "./side-panel-skeleton";

/** The editor's shape while the flow loads. */
export function EditorSkeleton() {
  return (
    <div className="flex h-dvh flex-col max-md:h-full">
      <Loading what="the flow" />
      <div className="flex h-12 items-center gap-3 border-line border-b bg-panel px-3">
        <Skeleton className="w-48" />
        <Skeleton className="ml-auto w-64" />
      </div>
      <div className="grid min-h-0 flex-1 md:grid-cols-[3rem_minmax(0,1fr)_22.5rem] 2xl:grid-cols-[12.5rem_minmax(0,1fr)_22.5rem]">
        <div className="space-y-3 border-line border-r bg-panel px-2 py-3">
          {["a", "b", "c", "d", "e", "f"].map((key) => (
            <Skeleton key={key} className="h-6" />
          ))}
        </div>
        <div className="grid place-items-center max-md:hidden">
          <Skeleton className="h-24 w-60" />
        </div>
        <div className="border-line border-l bg-panel max-md:hidden">
          <SidePanelSkeleton />
        </div>
      </div>
    </div>
  );
}
