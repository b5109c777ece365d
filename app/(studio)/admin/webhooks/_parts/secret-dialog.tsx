"use client";
import { ShowOnceDialog } from "../../_parts/show-once-dialog";

type SecretDialogProps = { name: string; secret: string; isNew: boolean; close: () => void };

/** Shows an endpoint's secret, the only time that it can be seen. */
export function SecretDialog({ name, secret, isNew, close }: SecretDialogProps) {
  return (
    <ShowOnceDialog
      title={`Secret of ${name}`}
      values={[{ what: "signing secret", text: secret }]}
      warning={
        isNew
          ? "Copy the secret now, into the settings of the back end that receives the events: with it, it checks that they are ours. It cannot be shown again; if it is lost, rotate it."
          : "Copy the secret now. For a day every message is signed with the former one, too, so that nothing is refused while you change it."
      }
      close={close}
    />
  );
}
