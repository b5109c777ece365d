"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Confirm } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import { RemoveDialog } from "../../_parts/remove-dialog";
import type { EndpointDetail } from "./endpoint";

type ConfirmEndpointProps = {
  what: "rotate" | "remove";
  endpoint: EndpointDetail;
  rotated: (name: string, secret: string) => void;
  removed?: () => void;
  close: () => void;
};

/** Asks for confirmation before an endpoint gets another secret, or is removed. */
export function ConfirmEndpoint({ what, endpoint: { id, name }, rotated, removed, close }: ConfirmEndpointProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries(trpc.admin.webhooks.pathFilter());
  const rotate = useMutation(
    trpc.admin.webhooks.rotate.mutationOptions({
      onSuccess: ({ secret }) => rotated(name, secret),
      onError: ({ message }) => toast.error(`Not rotated: ${message}`),
      onSettled,
    }),
  );
  const remove = useMutation(
    trpc.admin.webhooks.remove.mutationOptions({
      onSuccess: () => {
        toast.success(`${name} removed.`);
        removed?.();
      },
      onError: ({ message }) => toast.error(`Not removed: ${message}`),
      onSettled,
    }),
  );
  if (what === "rotate")
    return (
      <Confirm
        open
        onOpenChange={close}
        title={`Rotate the secret of ${name}?`}
        text="Messages are signed with both secrets for a day, so that your back end can change to the new one meanwhile."
        action="Rotate secret"
        keep="Keep the old one"
        onConfirm={() => rotate.mutate({ id })}
      />
    );
  return (
    <RemoveDialog
      name={name}
      what="endpoint"
      uses={[]}
      text="What waits for it is never sent, and its log is deleted."
      onRemove={() => remove.mutate({ id })}
      close={close}
    />
  );
}
