"use client";
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useId } from "react";
import { useItems } from "@/components/form/use-items";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import type { AgentRow } from "./ring-group";

type AgentRowsProps = {
  agents: readonly AgentRow[];
  /** By row and field: `3.number`. */
  errors: ReadonlyMap<string, string>;
  onChange: (agents: AgentRow[]) => void;
};

/** The agents' phones, in the order they are called. */
export function AgentRows({ agents, errors, onChange }: AgentRowsProps) {
  const id = useId();
  const rows = useItems({
    items: agents,
    title: "Agent",
    withNewItem: () => [...agents, { number: "", label: "" }],
    write: (next) => onChange([...next]),
  });
  const wrong = errors.get("");

  return (
    <fieldset {...rows.list} aria-labelledby={`${id}-title`} className="grid min-w-0 gap-2">
      <p id={`${id}-title`} className="font-medium text-label">
        Agents
      </p>
      <ol className="grid gap-2">
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
      </ol>
      {wrong ? (
        <p role="alert" className="text-bad text-label">
          {wrong}
        </p>
      ) : null}
      <Button look="ghost" size="small" className="justify-self-start" data-add onClick={rows.add}>
        <Plus aria-hidden /> Add agent
      </Button>
      <span role="status" className="sr-only">
        {rows.announcement}
      </span>
    </fieldset>
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
