"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import type { FormEvent } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toaster";
import { fieldErrorsByPath } from "../../../_parts/field-errors";
import { useForm } from "../../_parts/use-form";
import { AccountFields } from "./account-fields";
import { CallingHours } from "./calling-hours";
import { Countries } from "./countries";
import { Limits } from "./limits";
import type { AccountSettings, Rules } from "./settings";

/** Everything of the account that its admins may change, saved together. */
export function SettingsForm({ settings }: { settings: AccountSettings }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { stopped: _, mostStarts, numbers, currency, ...stored } = settings;
  const { values, set, typed } = useForm(stored);
  const save = useMutation(
    trpc.admin.account.change.mutationOptions({
      onSuccess: () => {
        toast.success("Saved. It holds everywhere within five seconds.");
        return queries.invalidateQueries(trpc.admin.account.pathFilter());
      },
    }),
  );
  const errors = fieldErrorsByPath(save.error);
  const setRules = (change: Partial<Rules>) => set({ rules: { ...values.rules, ...change } });
  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate(values);
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <Countries rules={values.rules} numbers={numbers} errors={errors} setRules={setRules} />
      <Limits rules={values.rules} currency={currency} errors={errors} setRules={setRules} />
      <CallingHours rules={values.rules} errors={errors} setRules={setRules} />
      <AccountFields values={values} mostStarts={mostStarts} errors={errors} set={set} setRules={setRules} />
      {errors.size > 0 ? (
        <Notice tone="bad" icon={TriangleAlert} role="alert">
          {errors.get("") ?? "Nothing was saved: some values are not valid; see the fields."}
        </Notice>
      ) : null}
      <div className="flex items-center justify-end gap-3">
        {typed ? <p className="text-label text-quiet">There are changes that are not saved.</p> : null}
        <Button type="submit" look="primary" disabled={!typed || save.isPending}>
          {save.isPaused ? "Waiting for the network…" : save.isPending ? "Saving…" : "Save"}
        </Button>
      </div>
    </form>
  );
}
