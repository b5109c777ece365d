"use client";
import { useState } from "react";
import { Choices } from "@/components/ui/choices";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import type { Connection, ConnectionForm } from "./salesforce";

type SecretFieldsProps = {
  connection: Connection | null;
  values: ConnectionForm;
  errors: ReadonlyMap<string, string>;
  change: (changed: Partial<ConnectionForm>) => void;
};

/** The consumer secret, or the private key: the stored one, a new one made here, or the user's own. */
export function SecretFields({ connection, values, errors, change }: SecretFieldsProps) {
  const [usesOwnKey, setUsesOwnKey] = useState(false);
  const hasStored = connection?.auth === values.auth;
  if (values.auth === "client_credentials")
    return (
      <Field
        label="Consumer secret"
        type="password"
        autoComplete="new-password"
        placeholder={hasStored ? "Unchanged" : ""}
        hint={
          hasStored ? "Leave it empty to keep the one there is." : "Sealed when you save it, and never shown again."
        }
        value={values.clientSecret}
        error={errors.get("clientSecret") ?? null}
        onChange={(event) => change({ clientSecret: event.target.value })}
      />
    );
  const chosen = values.makeKey ? "make" : usesOwnKey || !hasStored ? "bring" : "keep";
  const options = [
    ...(hasStored ? [{ value: "keep", label: "Keep the private key there is" }] : []),
    {
      value: "make",
      label: "Have a new key made",
      text: "You then give Salesforce the certificate shown on the page. The key itself never leaves the server.",
    },
    { value: "bring", label: "Use my own private key", text: "RSA, at least 2048 bits, in PEM." },
  ];
  return (
    <>
      <Choices
        kind="one"
        label="Private key"
        value={chosen}
        options={options}
        error={errors.get("makeKey") ?? null}
        onChange={(choice) => {
          setUsesOwnKey(choice === "bring");
          change({ makeKey: choice === "make", privateKey: "" });
        }}
      />
      {chosen === "bring" ? (
        <TextArea
          label="Your private key"
          mono
          rows={5}
          autoComplete="off"
          spellCheck={false}
          placeholder="-----BEGIN PRIVATE KEY-----"
          hint="Sealed when you save it, and never shown again."
          value={values.privateKey}
          error={errors.get("privateKey") ?? null}
          onChange={(event) => change({ privateKey: event.target.value })}
        />
      ) : null}
    </>
  );
}
