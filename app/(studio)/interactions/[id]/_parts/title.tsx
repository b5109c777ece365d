"use client";
import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { StatusBadge } from "../../_parts/status-badge";
import { versionLabel } from "../../_parts/version-label";
import { CancelInteraction } from "./cancel-interaction";
import type { Detail } from "./detail";

/** The interaction's flow, its status and the reason for it. */
export function Title({ interaction, mayCancel }: { interaction: Detail; mayCancel: boolean }) {
  const { id, flow, status, why } = interaction;
  return (
    <header className="space-y-3">
      <Link href="/interactions" className="inline-flex items-center gap-1 rounded-tag text-quiet hover:text-ink">
        <ChevronLeft aria-hidden className="size-4" /> Interactions
      </Link>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold text-title tracking-tight">
          <span>
            <Link
              href={`/flows/${flow.id}`}
              className="rounded-tag underline-offset-4 hover:underline"
              title="Open the flow"
            >
              {flow.name}
            </Link>{" "}
            <span className="font-normal text-quiet">{versionLabel(flow.version)}</span>
          </span>
          <StatusBadge status={status} />
        </h1>
        {status === "running" && mayCancel ? <CancelInteraction id={id} /> : null}
      </div>
      <p aria-live="polite" className="text-reading">
        {why}
      </p>
    </header>
  );
}
