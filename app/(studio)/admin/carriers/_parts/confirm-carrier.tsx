"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Confirm } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import type { CarrierRow } from "./carrier";

type ConfirmCarrierProps = { what: "drop" | "remove"; carrier: CarrierRow; close: () => void };

/** Asks for confirmation before credentials are removed. */
export function ConfirmCarrier({ what, carrier: { id, name }, close }: ConfirmCarrierProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries(trpc.admin.carriers.pathFilter());
  const remove = useMutation(
    trpc.admin.carriers.remove.mutationOptions({
      onSuccess: () => toast.success(`${name} removed.`),
      onError: ({ message }) => toast.error(`Not removed: ${message}`),
      onSettled,
    }),
  );
  const drop = useMutation(
    trpc.admin.carriers.dropOldToken.mutationOptions({
      onSuccess: () => toast.success(`Only the new token of ${name} is good now.`),
      onError: ({ message }) => toast.error(`Not removed: ${message}`),
      onSettled,
    }),
  );
  if (what === "drop")
    return (
      <Confirm
        open
        onOpenChange={close}
        title={`Remove the old token of ${name}?`}
        text="Do this when the carrier signs with the new one. What it still signs with the old one is refused from then on."
        action="Remove old token"
        keep="Keep both"
        onConfirm={() => drop.mutate({ id })}
      />
    );
  return (
    <Confirm
      open
      onOpenChange={close}
      title={`Remove ${name}?`}
      text="Its credentials are deleted here; the account at the carrier stays. Numbers that use it must have another carrier first."
      action="Remove carrier"
      keep="Keep it"
      onConfirm={() => remove.mutate({ id })}
    />
  );
}
