"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Plus, SearchX, SquareFunction } from "lucide-react";
import { parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { SearchField } from "@/components/ui/search-field";
import { Pager } from "../../../_parts/pager";
import { Listing } from "../../_parts/listing";
import { AddFunction } from "./add-function";
import { FunctionTable } from "./function-table";
import { RemoveFunction } from "./remove-function";
import type { Shown } from "./shown";

export function FunctionList() {
  const trpc = useTRPC();
  const [{ search, page }, place] = useQueryStates(
    { search: parseAsString.withDefault(""), page: parseAsInteger.withDefault(1) },
    { history: "push" },
  );
  const [shown, show] = useState<Shown | null>(null);
  const query = useQuery({
    ...trpc.admin.functions.list.queryOptions({ search, page: Math.max(0, page - 1) }),
    placeholderData: keepPreviousData,
  });
  const hide = () => show(null);
  const add = (
    <Button look="primary" onClick={() => show({ what: "add" })}>
      <Plus aria-hidden /> Add function
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Functions"
        lead="JavaScript of your own that flows run, in a place where it can harm nothing: no network, no files, 2 seconds."
        actions={add}
      />
      <search aria-label="Search functions">
        <SearchField
          label="Name or description"
          value={search}
          onChange={(typed) => void place({ search: typed || null, page: null })}
          className="w-full sm:w-72"
        />
      </search>
      <Listing what="functions" query={query}>
        {({ functions }) =>
          functions.length > 0 ? (
            <FunctionTable functions={functions} dimmed={query.isPlaceholderData} show={show} />
          ) : search || page > 1 ? (
            <EmptyState icon={SearchX} title="No function matches">
              <Button onClick={() => void place({ search: null, page: null })}>Show all functions</Button>
            </EmptyState>
          ) : (
            <EmptyState icon={SquareFunction} title="No functions yet">
              <p>
                Write one to decide, reckon or reword what a flow cannot do by itself, such as a greeting by the hour.
              </p>
              {add}
            </EmptyState>
          )
        }
      </Listing>
      {query.data ? <Pager page={page} {...query.data} go={(next) => void place({ page: next })} /> : null}
      {shown?.what === "add" ? <AddFunction close={hide} /> : null}
      {shown?.what === "remove" ? <RemoveFunction row={shown.row} close={hide} /> : null}
    </>
  );
}
