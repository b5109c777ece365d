"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Bookmark } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";

type Page = "overview" | "flow-execution";

const PATHS: Record<Page, string> = { overview: "/reports", "flow-execution": "/reports/flow-execution" };

/** Opens a list of the saved views, in which the page can be saved as it is set. */
export function SavedViews({ page }: { page: Page }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Bookmark aria-hidden /> Saved views
      </Button>
      {open ? <ViewsDialog page={page} close={() => setOpen(false)} /> : null}
    </>
  );
}

function ViewsDialog({ page, close }: { page: Page; close: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const query = useSearchParams().toString();
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  const shareId = useId();
  const { data: views = [] } = useQuery(trpc.reports.views.queryOptions());
  const refresh = () => cache.invalidateQueries(trpc.reports.views.queryFilter());
  const save = useMutation({
    ...trpc.reports.saveView.mutationOptions(),
    onSuccess: async () => {
      setName("");
      await refresh();
    },
  });
  const remove = useMutation({ ...trpc.reports.removeView.mutationOptions(), onSettled: refresh });
  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ name, page, query, isShared });
  }
  return (
    <Modal open onOpenChange={close} title="Saved views" text="A view restores the period, the filters and the zone.">
      <form onSubmit={submit} className="contents">
        <ModalBody className="space-y-4">
          {views.length > 0 ? (
            <ul className="divide-y divide-line">
              {views.map((view) => (
                <li key={view.id} className="flex items-center justify-between gap-3 py-1.5">
                  <Link
                    href={`${PATHS[view.page as Page]}?${view.query}`}
                    onClick={close}
                    className="min-w-0 truncate text-accent-ink underline underline-offset-2"
                  >
                    {view.name}
                  </Link>
                  <span className="flex items-center gap-2 text-label text-quiet">
                    {view.isOwn ? (view.isShared ? "shared" : "only you") : `of ${view.userName}`}
                    {view.isOwn ? (
                      <Button
                        size="small"
                        look="ghost"
                        aria-label={`Remove ${view.name}`}
                        onClick={() => remove.mutate({ id: view.id })}
                      >
                        Remove
                      </Button>
                    ) : null}
                  </span>
                </li>
              ))}
            </ul>
          ) : null}
          <Field
            label="Save this view as"
            value={name}
            maxLength={80}
            onChange={(event) => setName(event.target.value)}
            error={save.error?.message ?? null}
          />
          <label htmlFor={shareId} className="flex items-center gap-2">
            <input
              id={shareId}
              type="checkbox"
              checked={isShared}
              onChange={(event) => setShared(event.target.checked)}
            />
            Everybody in the account sees it
          </label>
        </ModalBody>
        <ModalActions>
          <Button onClick={close}>Close</Button>
          <Button type="submit" look="primary" disabled={save.isPending || name.trim() === ""}>
            Save view
          </Button>
        </ModalActions>
      </form>
    </Modal>
  );
}
