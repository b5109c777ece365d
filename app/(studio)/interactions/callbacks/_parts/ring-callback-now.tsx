"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BellRing } from "lucide-react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toaster";
import type { CallbackRow } from "./callback-row";

export function RingCallbackNow({ callback: { id, contact } }: { callback: CallbackRow }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const ring = useMutation(
    trpc.interactions.ringCallbackNow.mutationOptions({
      onSuccess: ({ rings }) => {
        if (rings) toast.success("Agents are rung as soon as one is free, within the group's hours.");
        else toast("It has gone on already.");
      },
      onError: ({ message }) => toast.error(`Not rung: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.interactions.callbacks.pathFilter()),
    }),
  );
  return (
    <Button
      size="small"
      disabled={ring.isPending}
      aria-label={`Ring the agents again for ${contact}`}
      onClick={() => ring.mutate({ id })}
    >
      <BellRing aria-hidden /> {ring.isPending ? "Ringing…" : "Ring again"}
    </Button>
  );
}
