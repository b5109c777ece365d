"use client";
import { ShowOnceDialog } from "../../_parts/show-once-dialog";
import type { NewCredentials } from "./client";

/** The id and the secret of a client, the only time the secret is there to be seen. */
export function SecretDialog({ name, given, close }: { name: string; given: NewCredentials; close: () => void }) {
  return (
    <ShowOnceDialog
      title={`Credentials of ${name}`}
      values={[
        { what: "client id", text: given.clientId },
        { what: "client secret", text: given.clientSecret ?? "" },
      ]}
      warning="Copy the secret now, into the settings of the back end that uses it. It is not kept here and cannot be shown again; if it is lost, rotate it."
      close={close}
    />
  );
}
