"use client";
import { Import, Workflow } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

type NoFlowsProps = { mayBuild: boolean; create: () => void; importFlow: () => void };

export function NoFlowsYet({ mayBuild, create, importFlow }: NoFlowsProps) {
  return (
    <EmptyState icon={Workflow} title="No flows yet">
      <p>A flow says what happens in a call: who is called, what is said, who is put through.</p>
      {mayBuild ? (
        <div className="flex flex-wrap justify-center gap-2">
          <Button look="primary" onClick={create}>
            Create flow
          </Button>
          <Button onClick={importFlow}>
            <Import aria-hidden /> Import
          </Button>
        </div>
      ) : (
        <p>Ask a builder of this account to make the first one.</p>
      )}
    </EmptyState>
  );
}
