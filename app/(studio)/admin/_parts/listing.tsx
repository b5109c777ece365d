"use client";
import type { ReactNode } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { Panel } from "@/components/ui/panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";

const ROWS = ["w-32", "w-44", "w-36", "w-40", "w-28"];

type ListingProps<Data> = {
  /** Plural: "numbers". */
  what: string;
  query: { data: Data | undefined; error: { message: string } | null; refetch: () => unknown };
  children: (data: Data) => ReactNode;
};

/** A list in its panel: its shape while it loads, what went wrong where it did not, then what it holds. */
export function Listing<Data>({ what, query: { data, error, refetch }, children }: ListingProps<Data>) {
  return (
    <Panel flush>
      {data !== undefined ? (
        children(data)
      ) : error ? (
        <ErrorState title={`The ${what} could not be loaded`} retry={() => void refetch()}>
          {error.message}
        </ErrorState>
      ) : (
        <ListingSkeleton what={what} />
      )}
    </Panel>
  );
}

export function ListingSkeleton({ what }: { what: string }) {
  return (
    <div>
      <Loading what={what} />
      {ROWS.map((width) => (
        <div key={width} className="flex h-12 items-center gap-6 border-line border-b px-4 last:border-b-0">
          <Skeleton className={width} />
          <Skeleton className="hidden w-28 sm:block" />
          <Skeleton className="hidden w-40 lg:block" />
          <Skeleton className="ml-auto w-16" />
        </div>
      ))}
    </div>
  );
}
