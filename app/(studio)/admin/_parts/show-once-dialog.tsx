"use client";
import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { Notice } from "@/components/ui/notice";

type ShowOnceDialogProps = {
  title: string;
  /** The values to copy, each with its name. */
  values: { what: string; text: string }[];
  /** Says what happens if they are not copied. */
  warning: ReactNode;
  children?: ReactNode;
  close: () => void;
};

/** Shows secrets that cannot be shown again. A click outside does not close it. */
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
