"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { ErrorState } from "@/components/ui/error-state";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { Mono } from "@/components/ui/mono";
import { Time } from "@/components/ui/time";
import type { DeliveryRow } from "../../_parts/endpoint";

type DeliveryDialogProps = { endpoint: string; delivery: DeliveryRow; close: () => void };

/** The message of an event as it is sent, and what came of each try. */
export function DeliveryDialog({ endpoint, delivery, close }: DeliveryDialogProps) {
  const trpc = useTRPC();
  const query = useQuery(trpc.admin.webhooks.delivery.queryOptions({ endpoint, event: delivery.event }));
  const { data } = query;
  return (
    <Modal open onOpenChange={close} size="large" title={delivery.type} text={<Mono>{delivery.event}</Mono>}>
      <ModalBody className="space-y-4">
        {data === undefined && query.error ? (
          <ErrorState title="The tries could not be loaded" retry={() => void query.refetch()}>
            {query.error.message}
          </ErrorState>
        ) : data === undefined ? (
          <p role="status" className="text-quiet">
            Loading the tries …
          </p>
        ) : data === null ? (
          <p>This event is not kept any more.</p>
        ) : (
          <>
            <CodeBlock text={JSON.stringify(JSON.parse(data.body), null, 2)} what="message" />
            <h3 className="font-medium">{data.tries.length === 0 ? "It has not been tried yet" : "Tries"}</h3>
            <ol className="space-y-3">
              {data.tries.map((one) => (
                <li key={one.id} className="space-y-1">
                  <p>
                    <Time value={one.at} /> · {one.status ?? "no answer"} ·{" "}
                    <span className="tabular">{one.milliseconds} ms</span>
                    {one.status === null ? <span className="block text-quiet">{one.error}</span> : null}
                  </p>
                  {one.answer ? <CodeBlock text={one.answer} what="answer" /> : null}
                </li>
              ))}
            </ol>
          </>
        )}
      </ModalBody>
      <ModalActions>
        <Button look="primary" onClick={close}>
          Close
        </Button>
      </ModalActions>
    </Modal>
  );
}
