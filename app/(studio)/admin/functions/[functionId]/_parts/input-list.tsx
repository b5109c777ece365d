"use client";
import { Plus } from "lucide-react";
import { useItems } from "@/components/form/use-items";
import { Button } from "@/components/ui/button";
import { Input as TextInput } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import { Switch } from "@/components/ui/switch";
import type { Input } from "./draft";
import { ParameterRow } from "./parameter-row";

type InputListProps = { inputs: Input[]; errors: ReadonlyMap<string, string>; onChange: (inputs: Input[]) => void };

/** The function's inputs: the properties of its argument. */
export function InputList({ inputs, errors, onChange }: InputListProps) {
  const rows = useItems({
    items: inputs,
    title: "Input",
    withNewItem: (): Input[] => [...inputs, { name: "", type: "string", required: true, description: "" }],
    write: (next) => onChange([...next]),
  });
  return (
    <div {...rows.list}>
      <Panel
        title="Inputs"
        flush
        aside={
          <Button size="small" data-add onClick={rows.add}>
            <Plus aria-hidden /> Add input
          </Button>
        }
      >
        {inputs.length === 0 ? (
          <p className="px-4 py-3 text-quiet">It takes none but args.now, the moment of the call.</p>
        ) : (
          <ul>
            {inputs.map((input, index) => {
              const what = `Input ${index + 1}`;
              const change = (part: Partial<Input>) => rows.change(index, { ...input, ...part });
              return (
                <ParameterRow
                  key={rows.keys[index]}
                  place={index}
                  what={what}
                  parameter={input}
                  error={errors.get(`inputs.${index}.name`) ?? errors.get(`inputs.${index}.description`)}
                  onChange={change}
                  remove={() => rows.remove(index)}
                >
                  <div className="flex items-center gap-3">
                    <TextInput
                      aria-label={`${what}: description`}
                      placeholder="What it is (optional)"
                      autoComplete="off"
                      value={input.description}
                      onChange={(event) => change({ description: event.target.value })}
                    />
                    <span className="flex shrink-0 items-center gap-2 text-label">
                      <Switch
                        aria-label={`${what}: required`}
                        checked={input.required}
                        onChange={(required) => change({ required })}
                      />
                      Required
                    </span>
                  </div>
                </ParameterRow>
              );
            })}
          </ul>
        )}
        {errors.has("inputs") ? <p className="px-4 pb-3 text-bad text-label">{errors.get("inputs")}</p> : null}
      </Panel>
      <span role="status" className="sr-only">
        {rows.announcement}
      </span>
    </div>
  );
}
