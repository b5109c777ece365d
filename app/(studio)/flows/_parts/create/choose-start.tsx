"use client";
import { LayoutTemplate, Square } from "lucide-react";
import { ErrorState } from "@/components/ui/error-state";
import { IconTile } from "@/components/ui/icon-tile";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import type { Template } from "../flow/flow";
import { ChoiceCard } from "./choice-card";

export type TemplateId = Template["id"];
const EMPTY: TemplateId = "empty";

type ChooseStartProps = {
  templates: { data: Template[] | undefined; error: { message: string } | null; refetch: () => unknown };
  chosen: TemplateId | undefined;
  choose: (template: TemplateId) => void;
};

export function ChooseStart({ templates: { data, error, refetch }, chosen, choose }: ChooseStartProps) {
  return (
    <fieldset className="space-y-2">
      <legend className="mb-2 font-medium">What do you want to start from?</legend>
      {data?.map(({ id, title, description, steps }) => (
        <ChoiceCard
          key={id}
          name="start"
          title={title}
          text={description}
          aside={steps === 1 ? "1 step" : `${steps} steps`}
          icon={id === EMPTY ? <IconTile hue="end" icon={Square} /> : <IconTile hue="voice" icon={LayoutTemplate} />}
          checked={chosen === id}
          onChoose={() => choose(id)}
        />
      ))}
      {!data && !error ? (
        <>
          <Loading what="templates" />
          <Skeleton className="h-16" />
          <Skeleton className="h-16" />
          <Skeleton className="h-16" />
        </>
      ) : null}
      {!data && error ? (
        <ErrorState title="The templates could not be loaded" retry={() => void refetch()}>
          {error.message}
        </ErrorState>
      ) : null}
    </fieldset>
  );
}
