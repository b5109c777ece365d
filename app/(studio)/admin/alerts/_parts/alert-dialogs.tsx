"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { toast } from "@/components/ui/toaster";
import { RemoveDialog } from "../../_parts/remove-dialog";
import type { Destination, Dialog } from "./alert";
import { DestinationForm } from "./destination-form";
import { RuleForm } from "./rule-form";

type AlertDialogsProps = { dialog: Dialog | null; hasMailServer: boolean; close: () => void };

export function AlertDialogs({ dialog, hasMailServer, close }: AlertDialogsProps) {
  if (dialog?.what === "rule") return <RuleForm rule={dialog.rule} close={close} />;
  if (dialog?.what === "destination")
    return <DestinationForm destination={dialog.destination} hasMailServer={hasMailServer} close={close} />;
  if (dialog?.what === "remove") return <RemoveDestination destination={dialog.destination} close={close} />;
  return null;
}

function RemoveDestination({ destination: { id, name }, close }: { destination: Destination; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.admin.alerts.removeDestination.mutationOptions({
      onSuccess: () => toast.success(`${name} removed.`),
      onError: ({ message }) => toast.error(`Not removed: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.admin.alerts.pathFilter()),
    }),
  );
  return (
    <RemoveDialog
      name={name}
      what="destination"
      uses={[]}
      text="It is told of no alert any more."
      onRemove={() => remove.mutate({ id })}
      close={close}
    />
  );
}
