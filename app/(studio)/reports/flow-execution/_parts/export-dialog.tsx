"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { Segmented } from "@/components/ui/segmented";
import type { ExecutionFilters } from "@/server/reports/execution/schema";
import type { ReportScope } from "@/server/reports/period/schema";
import { FORMATS, type Format } from "../../_parts/formats";

type ExportDialogProps = {
  scope: ReportScope;
  filters: ExecutionFilters;
  variables: string[];
  close: () => void;
};

/** Asks for a file of the whole report; a job writes it. */
export function ExportDialog({ scope, filters, variables, close }: ExportDialogProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const cache = useQueryClient();
  const [name, setName] = useState("Flow execution");
  const [format, setFormat] = useState<Format>("csv");
  const request = useMutation({
    ...trpc.reports.requestExport.mutationOptions(),
    onSuccess: async () => {
      await cache.invalidateQueries(trpc.reports.exports.queryFilter());
      router.push("/reports/exports");
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    request.mutate({ name, format, scope, filters, variables });
  }
  return (
    <Modal
      open
      onOpenChange={close}
      title="Export the report"
      text="All rows of the period and these filters. You can leave the page: the file is kept for seven days."
    >
      <form onSubmit={submit} className="contents">
        <ModalBody className="space-y-4">
          <Field
            label="Name"
            value={name}
            maxLength={120}
            onChange={(event) => setName(event.target.value)}
            error={request.error?.message ?? null}
          />
          <Segmented
            aria-label="Format"
            value={format}
            choices={FORMATS}
            onChange={(chosen) => setFormat(chosen as Format)}
          />
        </ModalBody>
        <ModalActions>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" disabled={request.isPending || name.trim() === ""}>
            Export
          </Button>
        </ModalActions>
      </form>
    </Modal>
  );
}
