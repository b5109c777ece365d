"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ban } from "lucide-react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";

export function CancelInteraction({ id }: { id: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const cancel = useMutation(
    trpc.interactions.cancel.mutationOptions({
      onSuccess: ({ cancelled }) => {
        if (cancelled) toast.success("Interaction cancelled.");
        else toast("It had already ended by itself.");
        return queries.invalidateQueries({ queryKey: trpc.interactions.get.queryKey({ id }) });
      },
      onError: ({ message }) => toast.error(`Not cancelled: ${message}`),
    }),
  );
  return (
    <Confirm
      title="Cancel this interaction?"
      text="Phones that have not rung will not ring, and a live call is hung up. This cannot be undone."
      action="Cancel interaction"
      keep="Keep it running"
      onConfirm={() => cancel.mutate({ id })}
    >
      <Button disabled={cancel.isPending}>
        <Ban aria-hidden /> {cancel.isPending ? "Cancelling…" : "Cancel"}
      </Button>
    </Confirm>
  );
}
