"use client";
import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useId } from "react";
import { useItems } from "@/components/form/use-items";
import { Input } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { RowList } from "../../_parts/row-list";
import type { AgentRow } from "./ring-group";

type AgentRowsProps = {
  agents: readonly AgentRow[];
  /** By row and field: `3.number`. */
  errors: ReadonlyMap<string, string>;
  onChange: (agents: AgentRow[]) => void;
};

/** The agents' phones, in the order they are called. */
export function AgentRows({ agents, errors, onChange }: AgentRowsProps) {
  const rows = useItems({
    items: agents,
    title: "Agent",
    withNewItem: () => [...agents, { number: "", label: "" }],
    write: (next) => onChange([...next]),
  });

  return (
    <RowList title="Agents" add="Add agent" rows={rows} wrong={errors.get("")}>
      {agents.map((agent, at) => (
        <Line
          key={rows.keys[at]}
          at={at}
          last={at === agents.length - 1}
          agent={agent}
          errors={errors}
          onChange={(next) => rows.change(at, next)}
          onMove={(by) => rows.move(at, at + by)}
          onRemove={() => rows.remove(at)}
        />
      ))}
    </RowList>
  );
}

type LineProps = {
  at: number;
  last: boolean;
  agent: AgentRow;
  errors: AgentRowsProps["errors"];
  onChange: (agent: AgentRow) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
};

function Line({ at, last, agent, errors, onChange, onMove, onRemove }: LineProps) {
  const id = useId();
  const error = errors.get(`${at}.number`) ?? errors.get(`${at}.label`);
  const errorAttributes = (key: string) =>
    errors.has(`${at}.${key}`) ? ({ "aria-invalid": true, "aria-describedby": `${id}-wrong` } as const) : {};
  const of = `agent ${at + 1}`;
  return (
    <li data-item={at} className="rounded-control border border-line bg-page p-2">
      <div className="grid items-center gap-2 sm:grid-cols-[10rem_minmax(0,1fr)_auto]">
        <Input
          type="tel"
          aria-label={`Phone number of ${of}`}
          placeholder="+12025550130"
          autoComplete="off"
          className="font-mono text-label"
          value={agent.number}
          onChange={(event) => onChange({ ...agent, number: event.target.value })}
          {...errorAttributes("number")}
        />
        <Input
          aria-label={`Name of ${of}`}
          placeholder="Name"
          autoComplete="off"
          value={agent.label}
          onChange={(event) => onChange({ ...agent, label: event.target.value })}
          {...errorAttributes("label")}
        />
        <span className="flex justify-end">
          <IconButton label={`Ring ${of} earlier`} aria-disabled={at === 0} onClick={() => onMove(-1)}>
            <ArrowUp aria-hidden />
          </IconButton>
          <IconButton label={`Ring ${of} later`} aria-disabled={last} onClick={() => onMove(1)}>
            <ArrowDown aria-hidden />
          </IconButton>
          <IconButton label={`Remove ${of}`} data-remove onClick={onRemove}>
            <Trash2 aria-hidden />
          </IconButton>
        </span>
      </div>
      {error ? (
        <p id={`${id}-wrong`} className="mt-1 text-bad text-label">
          {error}
        </p>
      ) : null}
    </li>
  );
}
