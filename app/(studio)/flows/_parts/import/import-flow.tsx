"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { TextArea } from "@/components/ui/text-area";
import { toast } from "@/components/ui/toaster";
import { decodeText } from "@/engine/text-coding";
import { DropZone } from "./drop-zone";
import { ImportErrors, type ImportProblem } from "./import-errors";
import { importProblems } from "./import-problems";

const LONG_ENOUGH_TO_READ_MS = 12_000;
const TOLD = 3;

/** Imports a flow from its document: a file, chosen or dropped, or pasted text. Lists the document's errors with their places. */
export function ImportFlow({ first, close }: { first: File | null; close: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const [file, setFile] = useState<string | null>(null);
  const [unreadable, setUnreadable] = useState<ImportProblem[]>([]);
  const importing = useMutation(
    trpc.flows.importFlow.mutationOptions({
      onSuccess: ({ id, name, problems }) => {
        tell(
          name,
          problems.map(({ message }) => message),
        );
        void queries.invalidateQueries(trpc.flows.pathFilter());
        router.push(`/flows/${id}`);
      },
    }),
  );
  const problems = importing.error ? importProblems(importing.error) : unreadable;

  async function read(chosen: File) {
    importing.reset();
    setUnreadable([]);
    setFile(chosen.name);
    try {
      setText(decodeText(new Uint8Array(await chosen.arrayBuffer())));
    } catch {
      setUnreadable([{ path: "", text: `${chosen.name} could not be read. Choose it again.` }]);
    }
  }
  const readFirst = useRef(read);
  useEffect(() => {
    if (first) void readFirst.current(first);
  }, [first]);

  function submit(event: FormEvent) {
    event.preventDefault();
    importing.mutate({ text });
  }
  const busy = importing.isPending || importing.isSuccess;
  return (
    <Modal
      open
      onOpenChange={close}
      size="large"
      title="Import flow"
      text="From a file that Export made. It becomes a draft; nothing runs before you publish it."
      typed={text !== ""}
    >
      <form onSubmit={submit} className="contents">
        <ModalBody className="space-y-4">
          <DropZone file={file} take={(chosen) => void read(chosen)} />
          <TextArea
            label="Or paste the document"
            mono
            rows={8}
            spellCheck={false}
            placeholder='{"patchcord": 1, "name": …}'
            value={text}
            onChange={(event) => {
              importing.reset();
              setUnreadable([]);
              setFile(null);
              setText(event.target.value);
            }}
          />
          <ImportErrors problems={problems} />
        </ModalBody>
        <ModalActions>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" disabled={busy || !text.trim()}>
            {busy ? "Importing…" : "Import"}
          </Button>
        </ModalActions>
      </form>
    </Modal>
  );
}

/** Summarises the problems of the imported flow; the editor lists them all. */
function tell(name: string, problems: string[]): void {
  if (problems.length === 0) return void toast.success(`Imported as ${name}, a draft.`);
  const more = problems.length > TOLD ? ` And ${problems.length - TOLD} more.` : "";
  toast.warning(`Imported as ${name} with ${problems.length} ${problems.length === 1 ? "problem" : "problems"}`, {
    description: problems.slice(0, TOLD).join(" ") + more,
    duration: LONG_ENOUGH_TO_READ_MS,
  });
}
