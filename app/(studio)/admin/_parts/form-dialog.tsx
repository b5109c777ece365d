"use client";
import { TriangleAlert } from "lucide-react";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { Notice } from "@/components/ui/notice";

type FormDialogProps = {
  title: string;
  text?: ReactNode;
  /** Large where rows of fields stand side by side. */
  size?: "small" | "large";
  /** Something was typed that closing would throw away. */
  typed: boolean;
  /** The change being sent. */
  mutation: { isPending: boolean; isPaused: boolean; error: unknown };
  errors: ReadonlyMap<string, string>;
  /** The verb on the button that sends. */
  action: string;
  /** Beside the buttons, such as a way to try what was typed. */
  aside?: ReactNode;
  /** What that said, always in sight. */
  result?: ReactNode;
  onSubmit: () => void;
  close: () => void;
  children: ReactNode;
};

/** A form over its list. The first field that is wrong gets the focus; closing asks before it throws typed work away. */
export function FormDialog({ typed, mutation: sending, errors, onSubmit, close, children, ...words }: FormDialogProps) {
  const [asking, setAsking] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the fields show the errors by the time this runs.
  useEffect(() => {
    const wrong = form.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    wrong?.focus();
    wrong?.scrollIntoView({ block: "center" });
  }, [sending.error]);
  function submit(event: FormEvent) {
    event.preventDefault();
    setAsking(false);
    onSubmit();
  }
  const busy = sending.isPending;
  return (
    <Modal
      open
      onOpenChange={() => (typed ? setAsking(true) : close())}
      typed={typed}
      title={words.title}
      text={words.text}
      size={words.size ?? "small"}
    >
      <form ref={form} onSubmit={submit} className="contents" noValidate>
        <ModalBody className="space-y-4">
          {errors.has("") ? (
            <Notice tone="bad" icon={TriangleAlert} role="alert">
              {errors.get("")}
            </Notice>
          ) : null}
          {children}
        </ModalBody>
        <div role="status" className="border-line border-t empty:hidden px-4 pt-3 pb-4">
          {words.result}
        </div>
        <ModalActions>
          {asking ? (
            <>
              <p role="alert" className="mr-auto self-center">
                Throw away what you typed?
              </p>
              <Button autoFocus onClick={() => setAsking(false)}>
                Keep typing
              </Button>
              <Button look="danger" onClick={close}>
                Throw away
              </Button>
            </>
          ) : (
            <>
              {words.aside ? <div className="mr-auto">{words.aside}</div> : null}
              <Button onClick={close}>Cancel</Button>
              <Button type="submit" look="primary" disabled={busy}>
                {sending.isPaused ? "Waiting for the network…" : busy ? "Saving…" : words.action}
              </Button>
            </>
          )}
        </ModalActions>
      </form>
    </Modal>
  );
}
