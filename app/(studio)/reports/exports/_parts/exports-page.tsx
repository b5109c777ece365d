"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { CircleCheck, CircleX, Download, FileDown, Hourglass } from "lucide-react";
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

type Export = inferRouterOutputs<AppRouter>["reports"]["exports"][number];

const FOLLOW_MS = 1000;

/** The files that were made of reports, and those that are being made. */
export function ExportsPage() {
  const trpc = useTRPC();
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
      <Listing
        what="exports"
        query={query}
        refreshes
        table={(exports) => (exports.length > 0 ? <ExportTable exports={exports} /> : null)}
        empty={() => (
          <EmptyState icon={FileDown} title="No exports yet">
            <p>Open Flow execution, choose a period, and press Export.</p>
          </EmptyState>
        )}
      />
    </>
  );
}

function ExportTable({ exports }: { exports: Export[] }) {
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
          <Row key={one.id}>
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
