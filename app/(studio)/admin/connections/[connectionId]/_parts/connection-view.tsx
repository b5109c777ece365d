"use client";
import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ListPlus, PencilLine, Plus, SearchX } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { isFinalError, useTRPC } from "@/app/_parts/trpc";
import { Listing } from "@/components/listing/listing";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { ActionDialog } from "../../_parts/connection";
import { ConnectionForm } from "../../_parts/connection-form";
import { ActionForm } from "./action-form";
import { ActionTable } from "./action-table";
import { ConfirmAction } from "./confirm-action";
import { ConnectionFacts } from "./connection-facts";
import { TestDialog } from "./test-dialog";

/** The page of a connection, with its actions. */
export function ConnectionView({ id }: { id: string }) {
  const trpc = useTRPC();
  const [dialog, openDialog] = useState<ActionDialog | null>(null);
  const query = useQuery(trpc.admin.connections.get.queryOptions({ id }));
  const { data } = query;
  const closeDialog = () => openDialog(null);
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
            <Button onClick={() => openDialog({ what: "connection" })} disabled={!data}>
              <PencilLine aria-hidden /> Edit connection
            </Button>
            <Button look="primary" onClick={() => openDialog({ what: "add" })} disabled={!data}>
              <Plus aria-hidden /> Add action
            </Button>
          </>
        }
      />
      {data ? <ConnectionFacts connection={data} /> : null}
      <Listing
        what="actions"
        query={query}
        table={({ actions }) => (actions.length > 0 ? <ActionTable actions={actions} openDialog={openDialog} /> : null)}
        empty={() => (
          <EmptyState icon={ListPlus} title="No action yet">
            <p>An action is one question to the service: method, path, what goes in and what comes out.</p>
            <Button look="primary" onClick={() => openDialog({ what: "add" })}>
              <Plus aria-hidden /> Add action
            </Button>
          </EmptyState>
        )}
      />
      {dialog?.what === "connection" && data ? <ConnectionForm connection={data} close={closeDialog} /> : null}
      {dialog?.what === "add" || dialog?.what === "edit" || dialog?.what === "copy" ? (
        <ActionForm
          connection={id}
          action={dialog.what === "edit" ? dialog.action : null}
          from={dialog.what === "copy" ? dialog.action : null}
          close={closeDialog}
        />
      ) : null}
      {dialog?.what === "test" ? <TestDialog action={dialog.action} close={closeDialog} /> : null}
      {dialog?.what === "remove" ? <ConfirmAction action={dialog.action} close={closeDialog} /> : null}
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
