"use client";
import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Input as TextInput } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import { Switch } from "@/components/ui/switch";
import type { Input } from "./draft";
import { ParameterRow } from "./parameter-row";

type InputListProps = { inputs: Input[]; errors: ReadonlyMap<string, string>; onChange: (inputs: Input[]) => void };

/** What the function takes, as properties of its argument. */
export function InputList({ inputs, errors, onChange }: InputListProps) {
  const change = (index: number, part: Partial<Input>) =>
    onChange(inputs.map((input, place) => (place === index ? { ...input, ...part } : input)));
  return (
    <Panel
      title="Inputs"
      flush
      aside={
        <Button
          size="small"
          onClick={() => onChange([...inputs, { name: "", type: "string", required: true, description: "" }])}
        >
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
            return (
              <ParameterRow
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place; names are being typed.
                key={index}
                what={what}
                parameter={input}
                error={errors.get(`inputs.${index}.name`) ?? errors.get(`inputs.${index}.description`)}
                onChange={(part) => change(index, part)}
                remove={() => onChange(inputs.filter((_, place) => place !== index))}
              >
                <div className="flex items-center gap-3">
                  <TextInput
                    aria-label={`${what}: description`}
                    placeholder="What it is (optional)"
                    autoComplete="off"
                    value={input.description}
                    onChange={(event) => change(index, { description: event.target.value })}
                  />
                  <span className="flex shrink-0 items-center gap-2 text-label">
                    <Switch
                      aria-label={`${what}: required`}
                      checked={input.required}
                      onChange={(required) => change(index, { required })}
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
  );
}
