"use client";
import { Field } from "@/components/ui/field";
import { LabelledSelect } from "../../_parts/labelled-select";
import { SECRET_LABELS } from "./auth-labels";
import type { EditableConnection } from "./connection";
import { type ConnectionValues, needsNewSecret } from "./connection-values";

type Props = {
  connection: EditableConnection | null;
  values: ConnectionValues;
  field: (name: Exclude<keyof ConnectionValues, "auth" | "sendAs">) => {
    value: string;
    error: string | null;
    onChange: (event: { target: { value: string } }) => void;
  };
  onSendAs: (sendAs: ConnectionValues["sendAs"]) => void;
};

const PLAIN = { autoComplete: "off", spellCheck: false } as const;

/** The fields of the chosen authentication. */
export function AuthFields({ connection, values, field, onSendAs }: Props) {
  const { auth, sendAs } = values;
  if (auth === "none") return null;
  const isKept = connection !== null && connection.auth === auth && !needsNewSecret(connection, values);
  return (
    <>
      {auth === "basic" ? <Field label="User" {...PLAIN} {...field("user")} /> : null}
      {auth === "api_key_header" ? (
        <Field label="Header" {...PLAIN} className="font-mono" {...field("header")} />
      ) : null}
      {auth === "oauth2_client_credentials" ? (
        <>
          <Field
            label="Token endpoint"
            type="url"
            {...PLAIN}
            placeholder="https://login.example.com/oauth/token"
            {...field("tokenUrl")}
          />
          <Field label="Client id" {...PLAIN} {...field("clientId")} />
          <Field
            label="Scope"
            {...PLAIN}
            hint="Several with spaces between them; empty for none."
            {...field("scope")}
          />
          <LabelledSelect
            label="The client proves itself"
            value={sendAs}
            choices={[
              { value: "basic", label: "In the Authorization header (usual)" },
              { value: "body", label: "In the body" },
            ]}
            onChange={(next) => onSendAs(next === "body" ? "body" : "basic")}
          />
        </>
      ) : null}
      <Field
        label={SECRET_LABELS[auth]}
        type="password"
        autoComplete="new-password"
        placeholder={isKept ? "Unchanged" : ""}
        hint={
          isKept
            ? "Leave it empty to keep the one there is. It is never shown."
            : connection && connection.auth !== "none"
              ? "Enter it again: it is sent to another place now."
              : "Sealed when you save it, and never shown again."
        }
        {...field("secret")}
      />
    </>
  );
}
