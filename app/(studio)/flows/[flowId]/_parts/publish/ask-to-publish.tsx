"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { useEditor } from "@/components/editor/session/editor-context";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { ErrorState } from "@/components/ui/error-state";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { Loading, Skeleton } from "@/components/ui/skeleton";

/** Shown instead of publishing to somebody who may not: whom to ask, and what to send them. */
export function AskToPublish({ close }: { close: () => void }) {
  const { flow, draft } = useEditor();
  const { data, error, refetch } = useQuery(useTRPC().flows.publishers.queryOptions());
  return (
    <Modal open onOpenChange={close} title="Ask somebody to publish" text="Publishing needs the role Publisher.">
      <ModalBody className="space-y-4">
        {error ? (
          <ErrorState title="Whom to ask could not be loaded" retry={() => void refetch()}>
            {error.message}
          </ErrorState>
        ) : !data ? (
          <>
            <Loading what="whom to ask" />
            <Skeleton className="h-16" />
          </>
        ) : data.length === 0 ? (
          <p>Nobody in this account may publish yet. Ask your administrator for the role.</p>
        ) : (
          <ul aria-label="Who may publish" className="divide-y divide-line rounded-card border border-line">
            {data.map(({ email, name }) => (
              <li key={email} className="flex flex-wrap items-baseline justify-between gap-x-3 px-3 py-2">
                <span className="font-medium">{name}</span>
                <a
                  href={`mailto:${email}?subject=${encodeURIComponent(`Please publish ${draft.name}`)}`}
                  className="text-accent-ink underline underline-offset-2"
                >
                  {email}
                </a>
              </li>
            ))}
          </ul>
        )}
        <div className="space-y-1">
          <p className="text-quiet">Send them the flow's address. What you have drawn is in it already.</p>
          <CodeBlock text={`${location.origin}/flows/${flow.id}`} what="the flow's address" />
        </div>
      </ModalBody>
      <ModalActions>
        <Button onClick={close}>Close</Button>
      </ModalActions>
    </Modal>
  );
}
