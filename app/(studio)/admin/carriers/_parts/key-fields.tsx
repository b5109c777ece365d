import type { ComponentProps } from "react";
import { Field } from "@/components/ui/field";
import type { CarrierKind, CarrierRow } from "./carrier";

type KeyName = "apiKeyId" | "apiKeySecret" | "sharedKeyId" | "sharedKeySecret";
type KeyFieldsProps = {
  kind: CarrierKind | undefined;
  field: (name: KeyName) => Pick<ComponentProps<typeof Field>, "error" | "onChange"> & { value: string };
  /** The row whose stored secrets still count; null for a new one, or one that has moved. */
  stored: CarrierRow | null;
};

/** The keys that a carrier can have beside its token. Their secrets can be replaced, but are never shown. */
export function KeyFields({ kind, field, stored }: KeyFieldsProps) {
  const ids = { apiKey: field("apiKeyId"), sharedKey: field("sharedKeyId") };
  return (
    <>
      <Field
        label={kind?.apiKeyLabel ?? "API key"}
        autoComplete="off"
        spellCheck={false}
        className="font-mono"
        hint="Optional: requests are then made with this key, and the token only checks what the carrier signs. Empty: no key."
        {...ids.apiKey}
      />
      {ids.apiKey.value ? (
        <Field
          label="API key secret"
          {...SECRET}
          {...secretHint(stored?.apiKeyId, ids.apiKey.value)}
          {...field("apiKeySecret")}
        />
      ) : null}
      <Field
        label={kind?.sharedKeyLabel ?? "Shared key"}
        autoComplete="off"
        spellCheck={false}
        className="font-mono"
        hint="Optional: where a rule at the carrier signs webhooks with a shared key in place of the token. Empty: no key."
        {...ids.sharedKey}
      />
      {ids.sharedKey.value ? (
        <Field
          label="Shared key secret"
          {...SECRET}
          {...secretHint(stored?.sharedKeyId, ids.sharedKey.value)}
          {...field("sharedKeySecret")}
        />
      ) : null}
    </>
  );
}

const SECRET = { type: "password", autoComplete: "new-password" } as const;

function secretHint(stored: string | undefined, id: string) {
  return stored === id
    ? { placeholder: "Unchanged", hint: "Leave it empty to keep the one there is. It is never shown." }
    : { placeholder: "", hint: "Sealed when you save it, and never shown again." };
}
