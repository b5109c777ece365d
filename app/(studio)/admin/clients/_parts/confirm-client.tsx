"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Confirm } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import type { ClientRow, NewCredentials } from "./client";

type ConfirmClientProps = {
  what: "rotate" | "revoke";
  client: ClientRow;
  rotated: (credentials: NewCredentials) => void;
  close: () => void;
};

/** Asks for confirmation before a client's credentials stop working. */
export function ConfirmClient({ what, client: { id, name }, rotated, close }: ConfirmClientProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries(trpc.admin.clients.pathFilter());
  const rotate = useMutation(
    trpc.admin.clients.rotate.mutationOptions({
      onSuccess: rotated,
      onError: ({ message }) => toast.error(`Not rotated: ${message}`),
      onSettled,
    }),
  );
  const revoke = useMutation(
    trpc.admin.clients.revoke.mutationOptions({
      onSuccess: () => toast.success(`${name} revoked. Its tokens stop working within five seconds.`),
      onError: ({ message }) => toast.error(`Not revoked: ${message}`),
      onSettled,
    }),
  );
  if (what === "rotate")
    return (
      <Confirm
        open
        onOpenChange={close}
        title={`Rotate the secret of ${name}?`}
        text="The old secret gets no token from then on. Tokens that were given out work until they end, ten minutes at most."
        action="Rotate secret"
        keep="Keep the old one"
        onConfirm={() => rotate.mutate({ id, key: null })}
      />
    );
  return (
    <Confirm
      open
      onOpenChange={close}
      title={`Revoke ${name}?`}
      text="Its credentials and all its tokens stop working within five seconds, for good. Interactions that run go on."
      action="Revoke client"
      keep="Keep it"
      onConfirm={() => revoke.mutate({ id })}
    />
  );
}
