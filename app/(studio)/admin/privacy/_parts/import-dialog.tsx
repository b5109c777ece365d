"use client";
import { TriangleAlert } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { Notice } from "@/components/ui/notice";
import { ImportProgress } from "./import-progress";
import { useImport } from "./use-import";

/** Sends a file of numbers; a job imports it, and the dialog shows how far that is while it is open. */
export function ImportDialog({ close }: { close: () => void }) {
  const { sending, run, stop } = useImport();
  const [file, setFile] = useState<File | null>(null);
  const [reason, setReason] = useState("");
  const isSending = sending?.state === "sending";
  function submit(event: FormEvent) {
    event.preventDefault();
    if (file) void run(file, reason);
  }
  return (
    <Modal
      open
      onOpenChange={() => (isSending ? undefined : close())}
      title="Import numbers"
      text="A CSV or text file with one number a line, in its first column. A million lines are fine."
      size="small"
    >
      <form onSubmit={submit} className="contents" noValidate>
        <ModalBody className="space-y-4">
          <Field
            label="File"
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            disabled={isSending}
            className="py-1"
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
          <Field
            label="Reason"
            autoComplete="off"
            maxLength={200}
            hint="Kept with each number; may be empty."
            value={reason}
            disabled={isSending}
            onChange={(event) => setReason(event.target.value)}
          />
          {isSending ? (
            <div role="status">
              <progress aria-label="Sent" className="h-2 w-full accent-accent" value={sending.part} max={1} />
              <p className="text-quiet">Sending the file. Keep this page open until it is sent.</p>
            </div>
          ) : null}
          {sending?.state === "failed" ? (
            <Notice tone="warn" icon={TriangleAlert} role="alert">
              {sending.fault}
            </Notice>
          ) : null}
          {sending?.state === "sent" ? <ImportProgress id={sending.id} /> : null}
        </ModalBody>
        <ModalActions>
          {isSending ? (
            <Button onClick={stop}>Stop</Button>
          ) : (
            <>
              <Button onClick={close}>{sending ? "Close" : "Cancel"}</Button>
              <Button type="submit" look="primary" disabled={!file}>
                {sending ? "Import again" : "Import"}
              </Button>
            </>
          )}
        </ModalActions>
      </form>
    </Modal>
  );
}
