"use client";
import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { CircleCheck, CircleSlash } from "lucide-react";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Status } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { AppRouter } from "@/server/trpc/router";
import { fieldErrors } from "../../../_parts/field-errors";

/** Why a phone was rung, or was not: each decision with its sentence. */
export function RingSearch() {
  const trpc = useTRPC();
  const [typed, type] = useState("");
  const [number, ask] = useState("");
  const { data, error, isFetching } = useQuery({
    ...trpc.admin.doNotCall.rings.queryOptions({ number }),
    enabled: number !== "",
    retry: false,
  });
  const errors = fieldErrors(error);
  function submit(event: FormEvent) {
    event.preventDefault();
    ask(typed.trim());
  }
  return (
    <Panel title="Why was this phone rung?">
      <form onSubmit={submit} noValidate className="flex flex-wrap items-end gap-3">
        <div className="w-full sm:w-72">
          <Field
            label="Phone number"
            type="tel"
            autoComplete="off"
            placeholder="+12025550140"
            className="font-mono"
            value={typed}
            error={errors.get("number") ?? errors.get("") ?? null}
            onChange={(event) => type(event.target.value)}
          />
        </div>
        <Button type="submit" disabled={typed.trim() === "" || isFetching}>
          {isFetching ? "Looking…" : "Look it up"}
        </Button>
      </form>
      <div role="status" className="mt-4 empty:hidden">
        {data?.length === 0 ? <p className="text-quiet">No flow has rung this number or wanted to.</p> : null}
      </div>
      {data && data.length > 0 ? <Lines lines={data} number={number} /> : null}
    </Panel>
  );
}

type LinesProps = { number: string; lines: inferRouterOutputs<AppRouter>["admin"]["doNotCall"]["rings"] };

function Lines({ lines, number }: LinesProps) {
  return (
    <Table label={`Decisions about ${number}`} className="mt-4">
      <thead className="bg-well">
        <tr>
          <Head>When</Head>
          <Head>Decision</Head>
          <Head className="hidden md:table-cell">Flow</Head>
          <Head className="hidden lg:table-cell">Started by</Head>
          <Head>
            <span className="sr-only">Interaction</span>
          </Head>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, at, code, message, flowName, startedBy, interactionId }) => (
          <Row key={id}>
            <Cell>
              <Time value={at} as="moment" />
            </Cell>
            <Cell>
              <Status tone={code === "allowed" ? "good" : "bad"} icon={code === "allowed" ? CircleCheck : CircleSlash}>
                {code === "allowed" ? "Rung" : "Refused"}
              </Status>
              <p className="text-quiet">{message}</p>
            </Cell>
            <Cell className="hidden md:table-cell">{flowName ?? "Deleted"}</Cell>
            <Cell className="hidden lg:table-cell">{startedBy}</Cell>
            <Cell className="w-0 text-right">
              {interactionId ? (
                <Link className="underline" href={`/interactions/${interactionId}`}>
                  Interaction
                </Link>
              ) : (
                <span className="text-quiet">Start refused</span>
              )}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
