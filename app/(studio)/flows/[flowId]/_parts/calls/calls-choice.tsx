"use client";
import { PERIODS } from "@/app/(studio)/_parts/periods";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import type { PublishedVersion } from "./flow-calls";
import type { ShownCalls } from "./use-shown-calls";

type Props = { shown: ShownCalls; version: PublishedVersion; versions: readonly PublishedVersion[] };

/** Which calls are counted, and what their figures are drawn on. */
export function CallsChoice({ shown: { scope, onDraft, show }, version, versions }: Props) {
  return (
    <search aria-label="Which calls" className="space-y-2">
      <div className="flex gap-2">
        <Select
          label="Period"
          className="min-w-0 flex-1"
          value={scope.period}
          choices={PERIODS}
          onChange={(period) => show({ period: period as typeof scope.period })}
        />
        <Select
          label="Version"
          className="min-w-0 flex-1"
          value={version.id}
          choices={versions.map(({ id, number, current }) => ({
            value: id,
            label: `Version ${number}${current ? ", published" : ""}`,
          }))}
          onChange={(id) => show({ version: id, step: null, exit: null })}
        />
      </div>
      <Segmented
        aria-label="Drawn on"
        value={onDraft ? "draft" : "version"}
        choices={[
          { value: "version", label: `On version ${version.number}` },
          { value: "draft", label: "On the draft" },
        ]}
        onChange={(on) => show({ on: on === "draft" ? on : null })}
      />
      {onDraft ? (
        <p className="text-label text-quiet">
          Figures are those of version {version.number}. A wire that it did not have has none.
        </p>
      ) : null}
    </search>
  );
}
