"use client";
import { Combobox } from "@/components/ui/combobox";
import { Segmented } from "@/components/ui/segmented";
import type { Setup } from "./setup";

type Flow = Setup["flows"][number];
type Props = {
  flows: readonly Flow[];
  flow: Flow;
  draft: boolean;
  choose: (choice: { flow?: string; draft?: boolean }) => void;
};

/** Chooses the flow, and whether it rings as it is published or as its draft is. */
export function FlowChoice({ flows, flow, draft, choose }: Props) {
  const options = flows.map(({ id, name, published, draftEdits }) => {
    const state = published === null ? "Draft" : `Published v${published}${draftEdits ? ", draft edits" : ""}`;
    return { value: id, label: name, detail: state };
  });
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2">
      <Combobox
        aria-label="Flow"
        placeholder="Choose a flow"
        value={flow.id}
        options={options}
        onChange={(id) => id && choose({ flow: id, draft: false })}
        className="w-80 max-w-full"
      />
      {flow.published === null ? (
        <span className="text-quiet">Draft, not published yet</span>
      ) : (
        <Segmented
          aria-label="What rings"
          value={draft ? "draft" : "published"}
          choices={[
            { value: "published", label: `Published v${flow.published}` },
            { value: "draft", label: "Draft" },
          ]}
          onChange={(value) => choose({ draft: value === "draft" })}
        />
      )}
    </div>
  );
}
