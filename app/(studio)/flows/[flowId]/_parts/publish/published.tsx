"use client";
import { useQuery } from "@tanstack/react-query";
import { BellRing, FileCode2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/_parts/trpc";
import { useEditor } from "@/components/editor/session/editor-context";
import { Button } from "@/components/ui/button";
import { Modal, ModalActions } from "@/components/ui/modal";
import { ringSoon } from "../../../../phone/_parts/ring-soon";

/** After publishing: rings the test phones at once, where the account has them, or shows how a website starts the flow. */
export function Published({ number, close }: { number: number; close: () => void }) {
  const { flow, show } = useEditor();
  const trpc = useTRPC();
  const router = useRouter();
  const { data: phones } = useQuery(trpc.phone.setup.queryOptions());
  const ring = () => {
    ringSoon(flow.id);
    router.push(`/phone?flow=${flow.id}`);
  };
  const rings = phones?.sandbox && phones.mayRing;
  return (
    <Modal
      open
      onOpenChange={close}
      size="large"
      title={`Published as version ${number}`}
      text="Requests start it from now on. Running interactions finish on their own version."
    >
      <ModalActions>
        <Button onClick={close}>Go on editing</Button>
        <Button onClick={() => show({ is: "request" })}>
          <FileCode2 aria-hidden /> Request details
        </Button>
        {rings ? (
          <Button look="primary" autoFocus onClick={ring}>
            <BellRing aria-hidden /> Ring the test phones now
          </Button>
        ) : null}
      </ModalActions>
    </Modal>
  );
}
