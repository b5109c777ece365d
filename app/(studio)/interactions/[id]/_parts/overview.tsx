"use client";
import { CopyButton } from "@/components/ui/copy-button";
import { Fact, Facts } from "@/components/ui/facts";
import { Mono } from "@/components/ui/mono";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { RunningTime } from "../../_parts/running-time";
import { OUTCOME, Result } from "../../_parts/status-badge";
import type { Detail } from "./detail";

const HUNG_UP = {
  contact: "The contact",
  agent: "The agent",
  flow: "Nobody: the flow ended the call",
  carrier: "Nobody: the call broke off",
} as const satisfies Record<NonNullable<Detail["hungUp"]>, string>;

export function Overview({ interaction }: { interaction: Detail }) {
  const { id, flow, startedBy, outcome, callResult, hungUp, startedAt, finishedAt } = interaction;
  return (
    <Panel>
      <Facts>
        <Fact name="Outcome">{outcome ? OUTCOME[outcome] : "Still running"}</Fact>
        <Fact name="Call result">
          <Result result={callResult} />
        </Fact>
        {hungUp ? <Fact name="Hung up">{HUNG_UP[hungUp]}</Fact> : null}
        <Fact name="Started">
          <Time value={startedAt} />
        </Fact>
        <Fact name="Finished">{finishedAt ? <Time value={finishedAt} /> : "–"}</Fact>
        <Fact name="Duration">
          <RunningTime from={startedAt} to={finishedAt} />
        </Fact>
      </Facts>
      <hr className="my-4 border-line" />
      <Facts values="long">
        <Id name="Interaction id" value={id} />
        <Id name="Flow id" value={flow.id} />
        <Id name="Flow version id" value={flow.versionId} />
        <Fact name="Started by">
          <span className="min-w-0 truncate">
            {startedBy.kind === "button" ? "Button " : ""}
            {startedBy.name}
          </span>
          {startedBy.kind === "client" ? <CopyButton text={startedBy.id} what="client id" /> : null}
        </Fact>
      </Facts>
    </Panel>
  );
}

function Id({ name, value }: { name: string; value: string }) {
  return (
    <Fact name={name}>
      <Mono className="min-w-0 truncate">{value}</Mono>
      <CopyButton text={value} what={name.toLowerCase()} />
    </Fact>
  );
}
