"use client";
import { Button } from "@/components/ui/button";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { Uses } from "../../../_parts/uses";
import type { OpenedFunction } from "./draft";

type PublishDialogProps = { uses: OpenedFunction["uses"]; first: boolean; publish: () => void; close: () => void };

/** Asks for confirmation before publishing, with the flows that will run the new version. */
export function PublishDialog({ uses, first, publish, close }: PublishDialogProps) {
  const flows = uses.filter(({ published }) => published);
  return (
    <Modal
      open
      onOpenChange={close}
      title="Publish this function?"
      text={
        first
          ? "Flows can use it from then on."
          : "Every flow that uses it runs it from its next call on, calls that are live included."
      }
    >
      {flows.length > 0 ? (
        <ModalBody>
          <p className="mb-2">
            Published flows that use it. Where inputs or outputs have changed, look at their steps first.
          </p>
          <Uses uses={flows} all />
        </ModalBody>
      ) : null}
      <ModalActions>
        <Button onClick={close}>Cancel</Button>
        <Button look="go" onClick={publish}>
          Save and publish
        </Button>
      </ModalActions>
    </Modal>
  );
}
