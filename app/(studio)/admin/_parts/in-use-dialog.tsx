"use client";
import { Button } from "@/components/ui/button";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { type Use, Uses } from "./uses";

/** Says which flows keep something from being removed, and what to do in them first. */
export function InUseDialog({
  name,
  uses,
  todo,
  close,
}: {
  name: string;
  uses: readonly Use[];
  todo: string;
  close: () => void;
}) {
  return (
    <Modal
      open
      onOpenChange={close}
      title={`${name} is in use`}
      text={`${todo} in these flows first, and publish them again.`}
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
