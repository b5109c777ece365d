"use client";
import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ListPlus, PencilLine, Plus, SearchX } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { isFinalError, useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Listing } from "../../../_parts/listing";
import { ConnectionForm } from "../../_parts/connection-form";
import type { ActionShown } from "../../_parts/shown";
import { ActionForm } from "./action-form";
import { ActionTable } from "./action-table";
import { ConfirmAction } from "./confirm-action";
import { ConnectionFacts } from "./connection-facts";
import { TestWindow } from "./test-window";

/** A connection, and what may be asked of it. */
export function ConnectionView({ id }: { id: string }) {
  const trpc = useTRPC();
  const [shown, show] = useState<ActionShown | null>(null);
  const query = useQuery(trpc.admin.connections.get.queryOptions({ id }));
  const { data } = query;
  const hide = () => show(null);
  if (!data && isFinalError(query.error)) return <NotThere />;
  return (
    <>
      <Link href="/admin/connections" className="inline-flex items-center gap-1 rounded-tag text-quiet hover:text-ink">
        <ChevronLeft aria-hidden className="size-4" /> Connections
      </Link>
      <PageHeader
        title={data?.name ?? "Connection"}
        lead="What flows may ask of it. A change of an action holds for every flow that uses it, at once."
        actions={
          <>
            <Button onClick={() => show({ what: "connection" })} disabled={!data}>
              <PencilLine aria-hidden /> Edit connection
            </Button>
            <Button look="primary" onClick={() => show({ what: "add" })} disabled={!data}>
              <Plus aria-hidden /> Add action
            </Button>
          </>
        }
      />
      {data ? <ConnectionFacts connection={data} /> : null}
      <Listing what="actions" query={query}>
        {({ actions }) =>
          actions.length > 0 ? (
            <ActionTable actions={actions} show={show} />
          ) : (
            <EmptyState icon={ListPlus} title="No action yet">
              <p>An action is one question to the service: method, path, what goes in and what comes out.</p>
              <Button look="primary" onClick={() => show({ what: "add" })}>
                <Plus aria-hidden /> Add action
              </Button>
            </EmptyState>
          )
        }
      </Listing>
      {shown?.what === "connection" && data ? <ConnectionForm connection={data} close={hide} /> : null}
      {shown?.what === "add" || shown?.what === "edit" || shown?.what === "copy" ? (
        <ActionForm
          connection={id}
          action={shown.what === "edit" ? shown.action : null}
          from={shown.what === "copy" ? shown.action : null}
          close={hide}
        />
      ) : null}
      {shown?.what === "test" ? <TestWindow action={shown.action} close={hide} /> : null}
      {shown?.what === "remove" ? <ConfirmAction action={shown.action} close={hide} /> : null}
    </>
  );
}

function NotThere() {
  return (
    <EmptyState level={1} icon={SearchX} title="There is no such connection">
      <p>It may have been removed, or belongs to another account.</p>
      <Button asChild look="primary">
        <Link href="/admin/connections">Go to connections</Link>
      </Button>
    </EmptyState>
  );
}
