import { CodeBlock } from "@/components/ui/code-block";
import { Mono } from "@/components/ui/mono";

const ANSWER = JSON.stringify(
  {
    interaction_id: "019ab0c2-5f2e-7c3a-9d41-6a1f0e8b7c55",
    flow_version_id: "019ab0c1-0b61-7d0e-8a53-2f4be0a7d6f1",
    flow_execution_id: "019ab0c2-5f2e-7c3a-9d41-6a1f0e8b7c55",
  },
  null,
  2,
);

export function StartAnswer({ flowUrl }: { flowUrl: string }) {
  return (
    <>
      <CodeBlock text={ANSWER} what="example answer" />
      <p className="text-quiet">
        <Mono className="text-ink">Location</Mono> says where it can be read:{" "}
        <Mono className="break-all">
          {new URL(flowUrl).pathname}/{"{interaction_id}"}
        </Mono>
        , with the scope <Mono>flows-interactions:read</Mono>.
      </p>
    </>
  );
}
