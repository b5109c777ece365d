"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { downloadText } from "@/components/ui/download-text";
import { toast } from "@/components/ui/toaster";
import type { FlowRow } from "./flow/flow";

/** The dialog that is open over the list, and its flow. */
export type OpenFlowDialog = { what: "request" | "rename" | "labels" | "delete"; flow: FlowRow };

const UNDO_MS = 10_000;

/** The actions on a flow of the list. Each shows a toast with its result, with an undo button where it can be undone. */
export function useFlowActions(mayBuild: boolean) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [dialog, openDialog] = useState<OpenFlowDialog | null>(null);
  const refresh = () => queries.invalidateQueries(trpc.flows.pathFilter());
  const settled = { onSettled: refresh };
  const duplicate = useMutation(trpc.flows.duplicate.mutationOptions(settled));
  const archive = useMutation(trpc.flows.archive.mutationOptions(settled));
  const unarchive = useMutation(trpc.flows.unarchive.mutationOptions(settled));
  const failed = (what: string) => (error: { message: string }) => void toast.error(`${what} ${error.message}`);

  const restore = ({ id, name }: FlowRow) =>
    unarchive.mutateAsync({ id }).then(() => {
      toast.success(`${name} is back among the flows.`);
    }, failed("The flow is still archived."));

  const archiveFlow = (flow: FlowRow) =>
    archive.mutateAsync({ id: flow.id }).then(() => {
      toast.success(`${flow.name} archived.`, {
        duration: UNDO_MS,
        action: { label: "Undo", onClick: () => void restore(flow) },
      });
    }, failed("The flow was not archived."));

  return {
    mayBuild,
    dialog,
    openDialog,
    closeDialog: () => openDialog(null),
    duplicate: ({ id }: FlowRow) =>
      void duplicate.mutateAsync({ id }).then(({ name }) => {
        toast.success(`Duplicated as ${name}.`);
      }, failed("The flow was not duplicated.")),
    archive: (flow: FlowRow) => void archiveFlow(flow),
    unarchive: (flow: FlowRow) => void restore(flow),
    exportFlow: ({ id }: FlowRow) =>
      void queries
        .fetchQuery({ ...trpc.flows.exportFlow.queryOptions({ id }), staleTime: 0 })
        .then(({ fileName, text }) => {
          downloadText(fileName, text);
          toast.success(`Exported as ${fileName}.`);
        }, failed("The flow was not exported.")),
  };
}
export type FlowActions = ReturnType<typeof useFlowActions>;
