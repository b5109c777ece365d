"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BellRing } from "lucide-react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toaster";
import type { CallbackRow } from "./callback-row";

export function RingCallbackAgain({ callback: { id, contact } }: { callback: CallbackRow }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const ring = useMutation(
    trpc.interactions.ringCallbackAgain.mutationOptions({
      onSuccess: () => toast.success("It waits again: see Waiting and running."),
      onError: ({ message }) => toast.error(`Not rung again: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.interactions.callbacks.pathFilter()),
    }),
  );
  return (
    <Button
      size="small"
      disabled={ring.isPending}
      aria-label={`Ring the callback to ${contact} again`}
      onClick={() => ring.mutate({ id })}
    >
      <BellRing aria-hidden /> {ring.isPending ? "Ringing…" : "Ring again"}
    </Button>
  );
}
