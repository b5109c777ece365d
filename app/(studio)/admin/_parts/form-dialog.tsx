"use client";
import { TriangleAlert } from "lucide-react";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { Notice } from "@/components/ui/notice";

type FormDialogProps = {
  title: string;
  text?: ReactNode;
  /** Large for forms with several fields in a row. */
  size?: "small" | "large";
  /** The form has unsaved input: closing asks first. */
  typed: boolean;
  /** The mutation that saves the form. */
  mutation: { isPending: boolean; isPaused: boolean; error: unknown };
  errors: ReadonlyMap<string, string>;
  /** The label of the button that saves. */
  action: string;
  /** It takes something away for good, or from everybody at once. */
  danger?: boolean;
  /** Shown beside the buttons, such as a button that tests the input. */
  aside?: ReactNode;
  /** The result of a test, shown above the buttons. */
  result?: ReactNode;
  onSubmit: () => void;
  close: () => void;
  children: ReactNode;
};

/** A form in a dialog. It focuses the first invalid field after a refusal, and asks before it closes with unsaved input. */
export function FormDialog({ typed, mutation, errors, onSubmit, close, children, ...props }: FormDialogProps) {
  const [asking, setAsking] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the fields show the errors by the time this runs.
  useEffect(() => {
    const invalid = form.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    invalid?.focus();
    invalid?.scrollIntoView({ block: "center" });
  }, [mutation.error]);
  function submit(event: FormEvent) {
    event.preventDefault();
    setAsking(false);
    onSubmit();
  }
  const busy = mutation.isPending;
  return (
    <Modal
      open
      onOpenChange={() => (typed ? setAsking(true) : close())}
      typed={typed}
      title={props.title}
      text={props.text}
      size={props.size ?? "small"}
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
          {props.result}
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
              {props.aside ? <div className="mr-auto">{props.aside}</div> : null}
              <Button onClick={close}>Cancel</Button>
              <Button type="submit" look={props.danger ? "danger" : "primary"} disabled={busy}>
                {mutation.isPaused ? "Waiting for the network…" : busy ? "Saving…" : props.action}
              </Button>
            </>
          )}
        </ModalActions>
      </form>
    </Modal>
  );
}
