"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { toast } from "@/components/ui/toaster";
import { FormDialog } from "../../_parts/form-dialog";
import { useForm } from "../../_parts/use-form";
import { Progress } from "./progress";
import type { PromptRow } from "./prompt";
import { RecordingField } from "./recording-field";
import { MAX_BYTES, UploadRefused, type UploadTo, upload } from "./upload";

const TOO_LARGE = "This file is larger than 10 MiB. Shorten it, or save it as MP3.";

/** Adds a prompt, or replaces the recording of one. */
export function UploadForm({ prompt, close }: { prompt: PromptRow | null; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { values, set, typed } = useForm({ name: "", description: "" });
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const abort = useRef<AbortController>(null);
  // Closing the dialog aborts the upload.
  useEffect(() => () => abort.current?.abort(), []);

  const mutation = useMutation({
    mutationFn: async (to: UploadTo) => {
      if (!file) throw refused("Choose a recording first.");
      if (file.size > MAX_BYTES) throw refused(TOO_LARGE);
      abort.current = new AbortController();
      setShare(0);
      await upload(file, to, setShare, abort.current.signal);
    },
    onSuccess: () => {
      toast.success(prompt ? `${prompt.name} has its new recording.` : `${values.name.trim()} added.`);
      close();
      return queries.invalidateQueries(trpc.admin.prompts.pathFilter());
    },
    onSettled: () => setShare(null),
  });
  const errors = mutation.error instanceof UploadRefused ? mutation.error.fields : new Map<string, string>();
  function chooseFile(chosen: File) {
    mutation.reset();
    setFile(chosen);
    // The file's name is usually the prompt's name.
    if (!values.name.trim()) set({ name: nameOf(chosen) });
  }
  return (
    <FormDialog
      title={prompt ? `Replace ${prompt.name}` : "Add prompt"}
      text={prompt ? "Flows go on playing it: within a minute, every call has the new recording." : undefined}
      typed={typed || file !== null}
      mutation={mutation}
      errors={errors}
      action={prompt ? "Replace recording" : "Add prompt"}
      result={share === null ? null : <Progress share={share} />}
      onSubmit={() => mutation.mutate(prompt ? { replace: prompt.id } : values)}
      close={close}
    >
      <RecordingField
        file={file}
        error={errors.get("file") ?? null}
        disabled={mutation.isPending}
        onFile={chooseFile}
      />
      {prompt ? null : (
        <>
          <Field
            label="Name"
            placeholder="Greeting"
            autoComplete="off"
            maxLength={120}
            hint="What flow builders choose it by."
            value={values.name}
            error={errors.get("name") ?? null}
            onChange={(event) => set({ name: event.target.value })}
          />
          <TextArea
            label="Description"
            rows={2}
            maxLength={500}
            hint="What is said in it, for those who cannot listen now. Optional."
            value={values.description}
            error={errors.get("description") ?? null}
            onChange={(event) => set({ description: event.target.value })}
          />
        </>
      )}
    </FormDialog>
  );
}

const refused = (why: string) => new UploadRefused(why, new Map([["file", why]]));

function nameOf({ name }: File): string {
  return name
    .replace(/\.[^.]+$/, "")
    .replace(/[_-]+/g, " ")
    .trim()
    .slice(0, 120);
}
