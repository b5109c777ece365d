"use client";
import { Button } from "@/components/ui/button";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { Uses } from "../../_parts/uses";
import type { ConnectionRow } from "./shown";

type InUseProps = { name: string; uses: ConnectionRow["uses"]; what: "connection" | "action"; close: () => void };

/** Says which flows keep something from being removed. */
export function InUse({ name, uses, what, close }: InUseProps) {
  return (
    <Modal
      open
      onOpenChange={close}
      title={`${name} is in use`}
      text={`Choose another ${what} in these flows first, and publish them again.`}
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
