"use client";
import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { Notice } from "@/components/ui/notice";

type ShowOnceDialogProps = {
  title: string;
  /** What must be copied now, each with its name. */
  values: { what: string; text: string }[];
  /** What happens if it is not. */
  warning: ReactNode;
  children?: ReactNode;
  close: () => void;
};

/** Shows what is never shown again. A click beside the window does not close it. */
export function ShowOnceDialog({ title, values, warning, children, close }: ShowOnceDialogProps) {
  return (
    <Modal open typed onOpenChange={close} title={title}>
      <ModalBody className="space-y-4">
        {values.map(({ what, text }) => (
          <div key={what}>
            <p className="mb-1 font-medium text-label first-letter:uppercase">{what}</p>
            <CodeBlock text={text} what={what} />
          </div>
        ))}
        <Notice tone="warn" icon={TriangleAlert}>
          {warning}
        </Notice>
        {children}
      </ModalBody>
      <ModalActions>
        <Button look="primary" onClick={close}>
          Done
        </Button>
      </ModalActions>
    </Modal>
  );
}
