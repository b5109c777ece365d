"use client";
import { Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { useOnline } from "@/components/ui/use-online";
import { ListingSkeleton, type SkeletonShape } from "./listing-skeleton";

/** What a list needs of its query; React Query's result has it. */
export type ListQuery<Data> = { data: Data | undefined; error: { message: string } | null; refetch: () => unknown };

type ListingProps<Data> = {
  /** What is listed, in the plural: "numbers". */
  what: string;
  query: ListQuery<Data>;
  /** The table of the rows; null if there are none. */
  table: (data: Data) => ReactNode | null;
  /** Shown in place of the table while there is nothing to list at all. */
  empty: (data: Data) => ReactNode;
  /** Shown instead of `empty` while filters, a search or a page may hide rows; null while nothing hides any. */
  noMatch?: ReactNode;
  /** The filters above the list. */
  filters?: ReactNode;
  /** The paging below the list. */
  pager?: (data: Data) => ReactNode;
  skeleton?: SkeletonShape;
  /** The query refetches by itself: a failed refetch is reported above the rows that are shown. */
  refreshes?: boolean;
};

/**
 * A list of the studio with all its states: loading, failed, offline, empty, nothing found, and the rows. Rows that are there
 * stay while the browser is offline or a refetch fails.
 */
export function Listing<Data>(props: ListingProps<Data>) {
  const { what, query, table, empty, noMatch = null, filters, pager, skeleton, refreshes = false } = props;
  const { data, error, refetch } = query;
  const offline = !useOnline();
  return (
    <>
      {filters}
      {data !== undefined && (offline || (error && refreshes)) ? (
        <Notice tone="warn" icon={Unplug} role="status">
          {offline
            ? `You are offline: this is how the ${what} were. They come up to date by themselves.`
            : "Not up to date: the server cannot be reached. Trying again."}
        </Notice>
      ) : null}
      <Panel flush>
        {data !== undefined ? (
          (table(data) ?? noMatch ?? empty(data))
        ) : error ? (
          <ErrorState title={`The ${what} could not be loaded`} retry={() => void refetch()}>
            {error.message}
          </ErrorState>
        ) : offline ? (
          <ErrorState title="You are offline" retry={() => void refetch()}>
            The {what} are shown as soon as the connection is back.
          </ErrorState>
        ) : (
          <ListingSkeleton what={what} {...(skeleton ? { shape: skeleton } : {})} />
        )}
      </Panel>
      {data === undefined ? null : pager?.(data)}
    </>
  );
}
