"use client";
import { Clock, LoaderCircle, RotateCcw, Trash2, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { Badge, Status } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { MenuItem, MenuLine } from "@/components/ui/menu";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { RowMenu } from "../../_parts/row-menu";
import { type JobRow, taskLabel } from "./job";

type JobTableProps = {
  jobs: JobRow[];
  dimmed: boolean;
  retry: (job: JobRow) => void;
  remove: (job: JobRow) => void;
};

export function JobTable({ jobs, dimmed, retry, remove }: JobTableProps) {
  return (
    <Table label="Jobs" className={classNames("transition-opacity", dimmed && "opacity-60")}>
      <thead className="bg-well">
        <tr>
          <Head>Job</Head>
          <Head>State</Head>
          <Head className="hidden text-right md:table-cell">Tries</Head>
          <Head className="hidden lg:table-cell">Error</Head>
          <Head>
            <span className="sr-only">Actions</span>
          </Head>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <Row key={job.id}>
            <Cell>
              <p className="font-medium">{taskLabel(job.task)}</p>
              <p className="text-label text-quiet">
                {job.interactionId ? (
                  <Link
                    href={`/interactions/${job.interactionId}`}
                    className="text-accent-ink underline underline-offset-2"
                  >
                    Interaction
                  </Link>
                ) : (
                  `Job ${job.id}`
                )}{" "}
                · <Time value={job.createdAt} />
              </p>
              <div className="max-w-64 lg:hidden">
                <JobError text={job.lastError} />
              </div>
            </Cell>
            <Cell>
              <JobState job={job} />
            </Cell>
            <Cell className="tabular hidden text-right md:table-cell">
              {job.attempts} of {job.maxAttempts}
            </Cell>
            <Cell className="hidden max-w-96 lg:table-cell">
              <JobError text={job.lastError} />
            </Cell>
            <Cell className="w-0 text-right">
              {job.state === "dead" || job.state === "retrying" ? (
                <RowMenu of={`${taskLabel(job.task)}, job ${job.id}`}>
                  <MenuItem icon={RotateCcw} onSelect={() => retry(job)}>
                    Retry now
                  </MenuItem>
                  <MenuLine />
                  <MenuItem icon={Trash2} danger onSelect={() => remove(job)}>
                    Remove
                  </MenuItem>
                </RowMenu>
              ) : null}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function JobError({ text }: { text: string | null }) {
  if (!text) return null;
  return (
    <span className="line-clamp-2 whitespace-normal break-words text-label" title={text}>
      {text}
    </span>
  );
}

function JobState({ job: { state, runAt } }: { job: JobRow }) {
  if (state === "dead")
    return (
      <Badge tone="bad" icon={TriangleAlert}>
        Failed
      </Badge>
    );
  if (state === "running")
    return (
      <Status tone="live" icon={LoaderCircle}>
        Running
      </Status>
    );
  return (
    <div className="flex flex-col items-start gap-0.5">
      <Status tone={state === "retrying" ? "warn" : "off"} icon={state === "retrying" ? RotateCcw : Clock}>
        {state === "retrying" ? "Retrying" : "Waiting"}
      </Status>
      <p className="text-label text-quiet">
        Runs at <Time value={runAt} />
      </p>
    </div>
  );
}
