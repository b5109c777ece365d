"use client";
import { ConfirmEndpoint } from "./confirm-endpoint";
import type { Dialog } from "./endpoint";
import { EndpointForm } from "./endpoint-form";
import { SecretDialog } from "./secret-dialog";

type EndpointDialogsProps = {
  dialog: Dialog | null;
  openDialog: (dialog: Dialog | null) => void;
  removed?: () => void;
};

/** The dialogs of an endpoint, wherever they are opened. */
export function EndpointDialogs({ dialog, openDialog, removed }: EndpointDialogsProps) {
  const close = () => openDialog(null);
  if (dialog?.what === "add" || dialog?.what === "edit")
    return (
      <EndpointForm
        endpoint={dialog.what === "edit" ? dialog.endpoint : null}
        added={(name, secret) => openDialog({ what: "secret", name, secret, isNew: true })}
        close={close}
      />
    );
  if (dialog?.what === "rotate" || dialog?.what === "remove")
    return (
      <ConfirmEndpoint
        what={dialog.what}
        endpoint={dialog.endpoint}
        rotated={(name, secret) => openDialog({ what: "secret", name, secret, isNew: false })}
        {...(removed ? { removed } : {})}
        close={close}
      />
    );
  if (dialog?.what !== "secret") return null;
  const { name, secret, isNew } = dialog;
  return <SecretDialog name={name} secret={secret} isNew={isNew} close={close} />;
}
