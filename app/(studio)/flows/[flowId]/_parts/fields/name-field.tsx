"use client";
import Link from "next/link";
import { useMemo } from "react";
import { type FieldProps, useForm } from "@/components/form/form-context";
import { Frame } from "@/components/form/frame";
import { Combobox, type Option } from "@/components/ui/combobox";
import type { NamedKind } from "@/engine/contract";
import { useFlow } from "./flow-context";
import { ListenButton } from "./listen-button";

const KINDS = {
  number: { one: "a number", none: "No numbers yet.", where: "Numbers", href: "/admin/numbers" },
  prompt: { one: "a prompt", none: "No prompts yet.", where: "Prompts", href: "/admin/prompts" },
  connection: { one: "a connection", none: "No connections yet.", where: "Connections", href: "/admin/connections" },
  function: { one: "a function", none: "No functions yet.", where: "Functions", href: "/admin/functions" },
  calendar: { one: "a calendar", none: "No calendars yet.", where: "Calendars", href: "/admin/calendars" },
  ring_group: { one: "a ring group", none: "No ring groups yet.", where: "Ring groups", href: "/admin/ring-groups" },
} as const satisfies Record<NamedKind, object>;

/** Chooses a thing of the account by name: a number, a prompt, a connection … Options that cannot be used say why. */
export function NameField({ field, path, value, onChange }: FieldProps) {
  const { readOnly } = useForm();
  const { names } = useFlow();
  const kind = field.meta.names ?? "number";
  const { one, none, where, href } = KINDS[kind];
  const options = useMemo(
    () =>
      [...names[kind]].map(
        ([name, { label, usable, why }]): Option => ({
          value: name,
          label: label || name,
          // A label that starts with the name, as a prompt's does, needs no second mention of it.
          ...(label && !label.startsWith(name) ? { detail: name } : {}),
          ...(usable === false ? { unusable: why ?? "Cannot be used here." } : {}),
        }),
      ),
    [names, kind],
  );
  const id = kind === "prompt" && typeof value === "string" ? names.prompt.get(value)?.id : undefined;
  return (
    <Frame field={field} path={path} aside={id ? <ListenButton key={id} id={id} name={String(value)} /> : null}>
      {(control) => (
        <Combobox
          {...control}
          value={typeof value === "string" && value !== "" ? value : null}
          options={options}
          onChange={(next) => onChange(next ?? undefined)}
          placeholder={`Choose ${one}`}
          disabled={readOnly}
          {...(field.optional ? { none: "None" } : {})}
          empty={none}
          footer={() => (
            <p className="border-line border-t px-2.5 py-2 text-label text-quiet">
              Add or change them in{" "}
              <Link href={href} className="text-accent-ink underline underline-offset-2">
                Admin › {where}
              </Link>
              .
            </p>
          )}
        />
      )}
    </Frame>
  );
}
