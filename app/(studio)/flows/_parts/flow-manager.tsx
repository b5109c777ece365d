"use client";
import { Import, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { parseAsBoolean, useQueryState } from "nuqs";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { Checklist } from "./checklist";
import type { Trigger } from "./flow/triggers";
import { FlowList } from "./flow-list";
import { useFileDrop } from "./use-file-drop";
import { useFlowActions } from "./use-flow-actions";

// Dialogs load when first opened. With `ssr: false` each suspends on its own: otherwise the whole page would fall back to its
// skeleton, and the focus would be lost.
const FlowDialog = dynamic(() => import("./flow-dialog").then((part) => part.FlowDialog), { ssr: false });
const CreateFlow = dynamic(() => import("./create/create-flow").then((part) => part.CreateFlow), { ssr: false });
const ImportFlow = dynamic(() => import("./import/import-flow").then((part) => part.ImportFlow), { ssr: false });

export function FlowManager({ triggers, mayBuild }: { triggers: Trigger[]; mayBuild: boolean }) {
  const actions = useFlowActions(mayBuild);
  const [creating, setCreating] = useQueryState("create", parseAsBoolean.withDefault(false));
  const [importing, setImporting] = useState<{ file?: File } | null>(null);
  useFileDrop(mayBuild ? (file) => setImporting({ file }) : null);
  const create = () => void setCreating(true);
  const importFlow = () => setImporting({});
  return (
    <>
      <PageHeader
        title="Flows"
        lead="What happens in a call, and what sets it off."
        actions={
          mayBuild ? (
            <>
              <Button onClick={importFlow}>
                <Import aria-hidden /> Import
              </Button>
              <Button look="primary" onClick={create}>
                <Plus aria-hidden /> Create flow
              </Button>
            </>
          ) : null
        }
      />
      <Checklist />
      <FlowList actions={actions} create={create} importFlow={importFlow} />
      {actions.dialog ? <FlowDialog dialog={actions.dialog} close={actions.closeDialog} /> : null}
      {creating && mayBuild ? <CreateFlow triggers={triggers} close={() => void setCreating(null)} /> : null}
      {importing ? <ImportFlow first={importing.file ?? null} close={() => setImporting(null)} /> : null}
    </>
  );
}
