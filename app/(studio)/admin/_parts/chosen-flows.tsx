"use client";
import { ChosenList } from "@/components/ui/chosen-list";

type ChosenFlowsProps = {
  flows: readonly { id: string; name: string }[];
  chosen: readonly string[];
  error: string | null;
  onChange: (flows: string[]) => void;
};

/** Flows of the account; none: all. */
export function ChosenFlows({ flows, ...rest }: ChosenFlowsProps) {
  return (
    <ChosenList
      legend="Flows"
      label="Chosen flows"
      add="Add a flow"
      none="All flows"
      gone="A flow that was deleted"
      options={flows.map(({ id, name }) => ({ value: id, label: name }))}
      {...rest}
    />
  );
}
