"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Play, Rocket, Save, Trash2, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { CodeEditor, type CodePlace } from "@/components/ui/code-editor";
import { IconButton } from "@/components/ui/icon-button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { toast } from "@/components/ui/toaster";
import { fieldErrorsByPath } from "../../../../_parts/field-errors";
import { Uses } from "../../../_parts/uses";
import { FunctionStatus } from "../../_parts/function-status";
import { RemoveFunction } from "../../_parts/remove-function";
import { AboutFields } from "./about-fields";
import type { OpenedFunction } from "./draft";
import { InputList } from "./input-list";
import { OutputList } from "./output-list";
import { PublishDialog } from "./publish-dialog";
import { TestPanel } from "./test-panel";
import { useDraft } from "./use-draft";

/** Edits, tests and publishes a function. */
export function FunctionEditor({ opened }: { opened: OpenedFunction }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const { id, mayPublish, uses } = opened;
  const local = useDraft(opened);
  const { draft, set, typed } = local;
  const [published, setPublished] = useState<Pick<OpenedFunction, "status" | "publishedVersion">>(opened);
  const [dialog, openDialog] = useState<"publish" | "remove" | null>(null);
  const [place, goTo] = useState<CodePlace | null>(null);
  const [wrongLine, setWrongLine] = useState<number | null>(null);
  const refreshList = () => queries.invalidateQueries(trpc.admin.functions.list.queryFilter());

  const save = useMutation(trpc.admin.functions.save.mutationOptions());
  const publish = useMutation(trpc.admin.functions.publish.mutationOptions());
  const test = useMutation(trpc.admin.functions.test.mutationOptions());
  const errors = fieldErrorsByPath(publish.error ?? save.error ?? test.error);

  async function saveChanges(): Promise<number> {
    publish.reset();
    test.reset();
    const sent = draft;
    const { revision } = await save.mutateAsync({ id, revision: local.revision, ...sent });
    local.markSaved(sent, revision);
    if (revision !== local.revision && published.publishedVersion !== null)
      setPublished((before) => ({ ...before, status: "published_with_draft" }));
    void refreshList();
    return revision;
  }

  /** Ignores the rejection: the mutation's error is shown beside its field. */
  const ignoreRejection = (doing: Promise<unknown>) => void doing.catch(() => undefined);

  async function saveDraft() {
    await saveChanges();
    toast.success(published.publishedVersion === null ? "Saved." : "Saved. Flows run it once it is published.");
  }

  async function publishDraft() {
    openDialog(null);
    const { version } = await publish.mutateAsync({ id, revision: await saveChanges() });
    setPublished({ status: "published", publishedVersion: version });
    toast.success(`Version ${version} published.`);
    void refreshList();
  }

  function runTest(values: Record<string, string>) {
    save.reset();
    publish.reset();
    const { inputs, outputs, source } = draft;
    const markLine = ({ failure }: { failure?: { line: number | null } }) => setWrongLine(failure?.line ?? null);
    test.mutate({ inputs, outputs, source, values }, { onSuccess: (run) => markLine("failure" in run ? run : {}) });
  }

  const busy = save.isPending || publish.isPending;
  return (
    <>
      <PageHeader
        title={draft.name || "Function"}
        lead={
          <span className="flex flex-wrap items-center gap-x-3">
            <Link href="/admin/functions" className="text-accent-ink underline underline-offset-2">
              Functions
            </Link>
            <FunctionStatus {...published} />
            <span role="status">{typed ? "Not saved yet; kept in this browser." : "Saved."}</span>
          </span>
        }
        actions={
          <>
            <IconButton label="Remove function" onClick={() => openDialog("remove")}>
              <Trash2 aria-hidden />
            </IconButton>
            <Button onClick={() => ignoreRejection(saveDraft())} disabled={busy || !typed}>
              <Save aria-hidden /> {save.isPending ? "Saving…" : "Save draft"}
            </Button>
            <Button
              look="go"
              onClick={() => openDialog("publish")}
              disabled={busy || !mayPublish || (!typed && published.status === "published")}
              title={mayPublish ? undefined : "This needs the role Publisher."}
            >
              <Rocket aria-hidden /> {publish.isPending ? "Publishing…" : "Publish"}
            </Button>
          </>
        }
      />
      {errors.has("") ? (
        <Notice tone="bad" icon={TriangleAlert} role="alert">
          {errors.get("")}
        </Notice>
      ) : null}
      {local.restored ? <Restored behind={local.restored.behind} discard={local.discard} /> : null}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(22rem,2fr)]">
        <div className="grid gap-4">
          <Panel title="Source" flush>
            <CodeEditor
              label="Source in JavaScript"
              value={draft.source}
              onChange={(source) => {
                setWrongLine(null);
                set({ source });
              }}
              error={errors.get("source") ?? null}
              wrongLine={wrongLine}
              goTo={place}
            />
          </Panel>
          <TestPanel id={id} inputs={draft.inputs} outputs={draft.outputs} test={test} run={runTest} goTo={goTo} />
        </div>
        <div className="grid gap-4">
          <InputList inputs={draft.inputs} errors={errors} onChange={(inputs) => set({ inputs })} />
          <OutputList outputs={draft.outputs} errors={errors} onChange={(outputs) => set({ outputs })} />
          <Panel title="About">
            <AboutFields draft={draft} errors={errors} set={set} />
            <h3 className="mt-4 mb-1 font-medium text-label">Used in</h3>
            <Uses uses={uses} all />
          </Panel>
        </div>
      </div>
      {dialog === "publish" ? (
        <PublishDialog
          uses={uses}
          first={published.publishedVersion === null}
          publish={() => ignoreRejection(publishDraft())}
          close={() => openDialog(null)}
        />
      ) : null}
      {dialog === "remove" ? (
        <RemoveFunction
          row={{ id, name: opened.name, uses }}
          close={() => openDialog(null)}
          removed={() => router.push("/admin/functions")}
        />
      ) : null}
    </>
  );
}

/** Says that the page shows restored unsaved changes. */
function Restored({ behind, discard }: { behind: boolean; discard: () => void }) {
  return (
    <Notice tone="warn" icon={Play} role="status">
      <span className="mr-3">
        {behind
          ? "Your unsaved changes are back, but somebody has saved this function since: saving yours replaces theirs."
          : "Your unsaved changes are back."}
      </span>
      <Button size="small" onClick={discard}>
        Discard them
      </Button>
    </Notice>
  );
}
