"use client";
import { Import, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { parseAsBoolean, useQueryState } from "nuqs";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { Checklist } from "./checklist";
import { FlowList } from "./flow-list";
import type { Trigger } from "./triggers";
import { useFileDrop } from "./use-file-drop";
import { useFlowActions } from "./use-flow-actions";

// What opens over the list is fetched when it is first asked for. Not rendered on the server: only so it waits by itself,
// where it would otherwise take the whole page back to its skeleton, and the focus with it.
const FlowWindow = dynamic(() => import("./flow-window").then((part) => part.FlowWindow), { ssr: false });
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
      {actions.shown ? <FlowWindow shown={actions.shown} hide={actions.hide} /> : null}
      {creating && mayBuild ? <CreateFlow triggers={triggers} close={() => void setCreating(null)} /> : null}
      {importing ? <ImportFlow first={importing.file ?? null} close={() => setImporting(null)} /> : null}
    </>
  );
}
