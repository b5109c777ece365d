"use client";
import { ShowOnceDialog } from "../../_parts/show-once-dialog";
import type { NewCredentials } from "./client";

/** Shows a client's id and secret, the only time that the secret can be seen. */
export function SecretDialog({
  name,
  credentials,
  close,
}: {
  name: string;
  credentials: NewCredentials;
  close: () => void;
}) {
  return (
    <ShowOnceDialog
      title={`Credentials of ${name}`}
      values={[
        { what: "client id", text: credentials.clientId },
        { what: "client secret", text: credentials.clientSecret ?? "" },
      ]}
      warning="Copy the secret now, into the settings of the back end that uses it. It is not kept here and cannot be shown again; if it is lost, rotate it."
      close={close}
    />
  );
}
