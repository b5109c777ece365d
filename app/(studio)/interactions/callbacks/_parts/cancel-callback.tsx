"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ban } from "lucide-react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import type { CallbackRow } from "./callback-row";

export function CancelCallback({ callback: { id, contact } }: { callback: CallbackRow }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const cancel = useMutation(
    trpc.interactions.cancelCallback.mutationOptions({
      onSuccess: ({ cancelled }) => {
        if (cancelled) toast.success("Callback cancelled.");
        else toast("It was over already.");
      },
      onError: ({ message }) => toast.error(`Not cancelled: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.interactions.callbacks.pathFilter()),
    }),
  );
  return (
    <Confirm
      title={`Cancel the callback to ${contact}?`}
      text="Phones stop ringing, and the interaction ends as cancelled. This cannot be undone."
      action="Cancel callback"
      keep="Keep it"
      onConfirm={() => cancel.mutate({ id })}
    >
      <Button size="small" disabled={cancel.isPending} aria-label={`Cancel the callback to ${contact}`}>
        <Ban aria-hidden /> {cancel.isPending ? "Cancelling…" : "Cancel"}
      </Button>
    </Confirm>
  );
}
