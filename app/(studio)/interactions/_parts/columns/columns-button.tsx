"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Columns3 } from "lucide-react";
import { useId, useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { ChosenList } from "@/components/ui/chosen-list";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";

import { useColumns } from "./use-columns";

/** Opens the choice of variables as columns: everybody's of those that are shown here, and admins' of those that can be. */
export function ColumnsButton({ mayChoose }: { mayChoose: boolean }) {
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const { data } = useQuery(trpc.reports.variables.queryOptions());
  if (!data || (data.chosen.length === 0 && !mayChoose)) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Columns3 aria-hidden /> Columns
      </Button>
      {open ? (
        <Modal
          open
          onOpenChange={() => setOpen(false)}
          title="Columns"
          text="Variables of an interaction, as they are now, after the other columns. Sensitive ones are masked."
        >
          <ModalBody className="space-y-5">
            {data.chosen.length > 0 ? <ShownHere chosen={data.chosen} /> : null}
            {mayChoose ? <ChosenForAll chosen={data.chosen} choices={data.choices} /> : null}
          </ModalBody>
          <ModalActions>
            <Button onClick={() => setOpen(false)}>Close</Button>
          </ModalActions>
        </Modal>
      ) : null}
    </>
  );
}

function ShownHere({ chosen }: { chosen: readonly string[] }) {
  const { columns, setColumns } = useColumns();
  const id = useId();
  const isShown = (name: string) => columns?.includes(name) ?? true;
  function show(name: string, shown: boolean) {
    const next = chosen.filter((one) => (one === name ? shown : isShown(one)));
    setColumns(next.length === chosen.length ? null : next);
  }
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 font-medium text-label">Shown here</legend>
      {chosen.map((name) => (
        <label key={name} htmlFor={`${id}-${name}`} className="flex items-center gap-2">
          <input
            id={`${id}-${name}`}
            type="checkbox"
            checked={isShown(name)}
            onChange={(event) => show(name, event.target.checked)}
          />
          <span className="font-mono">{name}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Repeated here, because the browser may import only types from the server. */
const MOST = 10;

type ChosenForAllProps = { chosen: string[]; choices: { name: string; sensitive: boolean }[] };

function ChosenForAll({ chosen, choices }: ChosenForAllProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const choose = useMutation(
    trpc.reports.chooseVariables.mutationOptions({
      onSuccess: () =>
        Promise.all([
          queries.invalidateQueries(trpc.reports.pathFilter()),
          queries.invalidateQueries(trpc.interactions.list.queryFilter()),
        ]),
    }),
  );
  const full = chosen.length >= MOST;
  return (
    <ChosenList
      legend="What everybody in the account can show"
      label="Variables that can be columns"
      add={full ? `${MOST} are chosen: remove one first` : "Add a variable"}
      none="No variables yet"
      options={choices.map(({ name, sensitive }) => ({
        value: name,
        label: name,
        ...(sensitive ? { detail: "sensitive: masked" } : {}),
        ...(full ? { unusable: `At most ${MOST}` } : {}),
      }))}
      chosen={choose.isPending ? choose.variables.variables : chosen}
      error={choose.error?.message ?? null}
      onChange={(variables) => choose.mutate({ variables })}
    />
  );
}
