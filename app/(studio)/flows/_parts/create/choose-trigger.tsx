"use client";
import { Zap } from "lucide-react";
import { IconTile } from "@/components/ui/icon-tile";
import type { Trigger } from "../flow/triggers";
import { ChoiceCard } from "./choice-card";

type ChooseTriggerProps = { triggers: Trigger[]; chosen: string | null; choose: (trigger: string) => void };

export function ChooseTrigger({ triggers, chosen, choose }: ChooseTriggerProps) {
  return (
    <fieldset className="space-y-2">
      <legend className="mb-2 font-medium">What sets the flow off?</legend>
      {triggers.map(({ id, label, description }) => (
        <ChoiceCard
          key={id}
          name="trigger"
          title={label}
          text={description}
          icon={<IconTile hue="trigger" icon={Zap} />}
          checked={chosen === id}
          onChoose={() => choose(id)}
        />
      ))}
    </fieldset>
  );
}
