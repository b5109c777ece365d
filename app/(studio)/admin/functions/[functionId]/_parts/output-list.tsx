"use client";
import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import type { Output } from "./draft";
import { ParameterRow } from "./parameter-row";

type OutputListProps = {
  outputs: Output[];
  errors: ReadonlyMap<string, string>;
  onChange: (outputs: Output[]) => void;
};

/** What the function gives, as properties of what it returns. */
export function OutputList({ outputs, errors, onChange }: OutputListProps) {
  return (
    <Panel
      title="Outputs"
      flush
      aside={
        <Button size="small" onClick={() => onChange([...outputs, { name: "", type: "string" }])}>
          <Plus aria-hidden /> Add output
        </Button>
      }
    >
      {outputs.length === 0 ? (
        <p className="px-4 py-3 text-quiet">It gives none, so a flow only learns whether it ran.</p>
      ) : (
        <ul>
          {outputs.map((output, index) => (
            <ParameterRow
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place; names are being typed.
              key={index}
              what={`Output ${index + 1}`}
              parameter={output}
              error={errors.get(`outputs.${index}.name`)}
              onChange={(part) =>
                onChange(outputs.map((other, place) => (place === index ? { ...other, ...part } : other)))
              }
              remove={() => onChange(outputs.filter((_, place) => place !== index))}
            />
          ))}
        </ul>
      )}
      {errors.has("outputs") ? <p className="px-4 pb-3 text-bad text-label">{errors.get("outputs")}</p> : null}
    </Panel>
  );
}
