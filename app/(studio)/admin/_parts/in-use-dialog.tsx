"use client";
import { Button } from "@/components/ui/button";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { type Use, Uses } from "./uses";

/** Says that something cannot be removed because flows use it, which ones, and what to do first. */
export function InUseDialog({
  name,
  uses,
  advice,
  close,
}: {
  name: string;
  uses: readonly Use[];
  advice: string;
  close: () => void;
}) {
  return (
    <Modal
      open
      onOpenChange={close}
      title={`${name} is in use`}
      text={`${advice} in these flows first, and publish them again.`}
    >
      <ModalBody>
        <Uses uses={uses} all />
      </ModalBody>
      <ModalActions>
        <Button look="primary" onClick={close}>
          Close
        </Button>
      </ModalActions>
    </Modal>
  );
}
