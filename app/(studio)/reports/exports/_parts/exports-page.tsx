"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { CircleCheck, CircleX, Download, FileDown, Hourglass } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTRPC } from "@/app/_parts/trpc";
import { Listing } from "@/components/listing/listing";
import { Status } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { AppRouter } from "@/server/trpc/router";
import { Views } from "../../_parts/views";
import { SchedulesPanel } from "./schedules-panel";

type Export = inferRouterOutputs<AppRouter>["reports"]["exports"][number];

const FOLLOW_MS = 1000;

/** The files that were made of reports, and those that are being made. */
export function ExportsPage({ mayBuild }: { mayBuild: boolean }) {
  const trpc = useTRPC();
  const meant = useSearchParams().get("file");
  const query = useQuery({
    ...trpc.reports.exports.queryOptions(),
    refetchInterval: ({ state }) => (state.data?.some((one) => one.state === "running") ? FOLLOW_MS : false),
  });
  return (
    <>
      <PageHeader
        title="Exports"
        lead="Each file ends with its number of rows and a checksum of all before, so that one that is not whole is known. Files are kept for seven days."
      />
      <Views />
      <SchedulesPanel mayBuild={mayBuild} />
      <Listing
        what="exports"
        query={query}
        refreshes
        table={(exports) => (exports.length > 0 ? <ExportTable exports={exports} meant={meant} /> : null)}
        empty={() => (
          <EmptyState icon={FileDown} title="No exports yet">
            <p>Open Flow execution, choose a period, and press Export.</p>
          </EmptyState>
        )}
      />
    </>
  );
}

/** `meant`: the file that a mail's link is about. */
function ExportTable({ exports, meant }: { exports: Export[]; meant: string | null }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const remove = useMutation({
    ...trpc.reports.removeExport.mutationOptions(),
    onSettled: () => cache.invalidateQueries(trpc.reports.exports.queryFilter()),
  });
  return (
    <Table label="Exports">
      <thead className="bg-well">
        <tr>
          <Head>Name</Head>
          <Head>Asked for</Head>
          <Head>State</Head>
          <Head className="text-right">Rows</Head>
          <Head className="text-right">Size</Head>
          <Head>Kept until</Head>
          <Head>
            <span className="sr-only">Actions</span>
          </Head>
        </tr>
      </thead>
      <tbody>
        {exports.map((one) => (
          <Row key={one.id} {...(one.id === meant ? { "aria-current": true, className: "bg-accent-wash" } : {})}>
            <Cell>
              {one.name} <span className="text-quiet">{one.format.toUpperCase()}</span>
            </Cell>
            <Cell>
              <Time value={one.requestedAt} as="minute" /> <span className="text-quiet">by {one.requestedBy}</span>
            </Cell>
            <Cell>
              <State one={one} />
            </Cell>
            <Cell className="tabular text-right">{one.rows.toLocaleString("en")}</Cell>
            <Cell className="tabular text-right">{(one.bytes / 2 ** 20).toFixed(1)} MiB</Cell>
            <Cell>
              <Time value={one.expiresAt} as="minute" />
            </Cell>
            <Cell className="text-right">
              <div className="flex justify-end gap-2">
                {one.state === "done" ? (
                  <Button asChild size="small">
                    <a href={`/reports/exports/${one.id}/file`} download>
                      <Download aria-hidden /> Download
                    </a>
                  </Button>
                ) : null}
                <Button size="small" look="ghost" onClick={() => remove.mutate({ id: one.id })}>
                  {one.state === "running" ? "Stop" : "Remove"}
                </Button>
              </div>
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function State({ one: { state, share } }: { one: Export }) {
  if (state === "done")
    return (
      <Status tone="good" icon={CircleCheck}>
        Whole
      </Status>
    );
  if (state === "running")
    return (
      <Status tone="live" icon={Hourglass}>
        {Math.floor(share * 100)} %
      </Status>
    );
  return (
    <Status tone="bad" icon={CircleX}>
      Failed: not a whole file
    </Status>
  );
}
