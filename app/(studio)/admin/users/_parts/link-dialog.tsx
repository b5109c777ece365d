"use client";
import { Time } from "@/components/ui/time";
import { ShowOnceDialog } from "../../_parts/show-once-dialog";
import type { Link } from "./user";

type LinkDialogProps = { name: string; invited: boolean; link: Link; close: () => void };

/** Shows a one-time link, the only time that it can be seen. */
export function LinkDialog({ name, invited, link, close }: LinkDialogProps) {
  return (
    <ShowOnceDialog
      title={invited ? `${name} is invited` : `A new password for ${name}`}
      values={[{ what: "link", text: link.url }]}
      warning={`Hand it to ${name} yourself, over a way you trust: whoever opens it first sets the password. It is not shown again; you can make a new one, which replaces it.`}
      close={close}
    >
      <p className="text-quiet">
        Good once, until <Time value={link.expiresAt} />.{" "}
        {invited ? null : "The old password works until then; all sessions end when a new one is set."}
      </p>
    </ShowOnceDialog>
  );
}
