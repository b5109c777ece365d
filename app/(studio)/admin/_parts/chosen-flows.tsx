"use client";
import { X } from "lucide-react";
import { Combobox } from "@/components/ui/combobox";
import { IconButton } from "@/components/ui/icon-button";

type ChosenFlowsProps = {
  flows: readonly { id: string; name: string }[];
  chosen: readonly string[];
  error: string | null;
  onChange: (flows: string[]) => void;
};

/** Flows of the account; none: all. */
export function ChosenFlows({ flows, chosen, error, onChange }: ChosenFlowsProps) {
  const nameOf = (flow: string) => flows.find(({ id }) => id === flow)?.name ?? "A flow that was deleted";
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1 font-medium text-label">Flows</legend>
      <Combobox
        aria-label="Add a flow"
        aria-invalid={error ? true : undefined}
        className="sm:max-w-80"
        value={null}
        placeholder={chosen.length > 0 ? "Add a flow" : "All flows"}
        options={flows.filter(({ id }) => !chosen.includes(id)).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(flow) => flow && onChange([...chosen, flow])}
      />
      {chosen.length > 0 ? (
        <ul aria-label="Chosen flows" className="flex flex-wrap gap-2">
          {chosen.map((flow) => (
            <li key={flow} className="flex items-center gap-1 rounded-control border border-line pl-2">
              {nameOf(flow)}
              <IconButton
                label={`Remove ${nameOf(flow)}`}
                onClick={() => onChange(chosen.filter((one) => one !== flow))}
              >
                <X aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      ) : null}
      {error ? <p className="text-bad text-label">{error}</p> : null}
    </fieldset>
  );
}
