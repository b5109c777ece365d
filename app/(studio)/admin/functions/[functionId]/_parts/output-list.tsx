"use client";
import { Plus } from "lucide-react";
import { useItems } from "@/components/form/use-items";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import type { Output } from "./draft";
import { ParameterRow } from "./parameter-row";

type OutputListProps = {
  outputs: Output[];
  errors: ReadonlyMap<string, string>;
  onChange: (outputs: Output[]) => void;
};

/** The function's outputs: the properties of its result. */
export function OutputList({ outputs, errors, onChange }: OutputListProps) {
  const rows = useItems({
    items: outputs,
    title: "Output",
    withNewItem: (): Output[] => [...outputs, { name: "", type: "string" }],
    write: (next) => onChange([...next]),
  });
  return (
    <div {...rows.list}>
      <Panel
        title="Outputs"
        flush
        aside={
          <Button size="small" data-add onClick={rows.add}>
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
                key={rows.keys[index]}
                place={index}
                what={`Output ${index + 1}`}
                parameter={output}
                error={errors.get(`outputs.${index}.name`)}
                onChange={(part) => rows.change(index, { ...output, ...part })}
                remove={() => rows.remove(index)}
              />
            ))}
          </ul>
        )}
        {errors.has("outputs") ? <p className="px-4 pb-3 text-bad text-label">{errors.get("outputs")}</p> : null}
      </Panel>
      <span role="status" className="sr-only">
        {rows.announcement}
      </span>
    </div>
  );
}
