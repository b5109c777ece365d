"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, PlugZap, TriangleAlert } from "lucide-react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Choices } from "@/components/ui/choices";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toaster";
import { fieldErrors } from "../../../_parts/field-errors";
import { FormDialog } from "../../_parts/form-dialog";
import { useForm } from "../../_parts/use-form";
import type { Connection, ConnectionForm as Form, TestResult } from "./salesforce";
import { SecretFields } from "./secret-fields";

const AUTHS = [
  {
    value: "jwt_bearer",
    label: "JWT bearer",
    text: "Signs in as a user with a private key. Nothing secret is sent.",
  },
  {
    value: "client_credentials",
    label: "Client credentials",
    text: "Signs in with the app's consumer secret, as the user the app runs as.",
  },
] as const;

/** Sets up or edits the connection. Its secret can be replaced, but is never shown. */
export function ConnectionForm({ connection, close }: { connection: Connection | null; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { values, set, typed } = useForm(firstValues(connection));
  const test = useMutation(trpc.admin.salesforce.test.mutationOptions());
  const save = useMutation(
    trpc.admin.salesforce.save.mutationOptions({
      onSuccess: () => {
        toast.success(connection ? "The Salesforce connection is saved." : "Salesforce is connected. Test it next.");
        close();
        return queries.invalidateQueries(trpc.admin.salesforce.pathFilter());
      },
    }),
  );
  const errors = new Map([...fieldErrors(test.error), ...fieldErrors(save.error)]);
  const isJwt = values.auth === "jwt_bearer";
  const change = (changed: Partial<Form>) => {
    if (test.data) test.reset();
    set(changed);
  };
  const field = (name: "loginUrl" | "instanceUrl" | "clientId" | "username" | "apiVersion") => ({
    value: values[name],
    error: errors.get(name) ?? null,
    autoComplete: "off",
    spellCheck: false,
    onChange: (event: { target: { value: string } }) => change({ [name]: event.target.value }),
  });
  return (
    <FormDialog
      title={connection ? "Edit the Salesforce connection" : "Connect Salesforce"}
      typed={typed}
      mutation={{ ...save, error: save.error ?? test.error }}
      errors={errors}
      action={connection ? "Save" : "Connect"}
      onSubmit={() => {
        test.reset();
        save.mutate(values);
      }}
      close={close}
      result={<TestNotice result={test.data} />}
      aside={
        <Button
          onClick={() => {
            save.reset();
            test.mutate({ form: values });
          }}
          disabled={test.isPending}
        >
          <PlugZap aria-hidden /> {test.isPending ? "Asking…" : "Test connection"}
        </Button>
      }
    >
      <Choices
        kind="one"
        label="How to sign in"
        value={values.auth}
        options={AUTHS}
        error={errors.get("auth") ?? null}
        onChange={(auth) => change({ auth, makeKey: false })}
      />
      <Field
        label="Login address"
        type="url"
        hint={
          isJwt
            ? "Your company's own address, or https://login.salesforce.com, or https://test.salesforce.com for a sandbox."
            : "Your company's own address, such as https://yourcompany.my.salesforce.com."
        }
        {...field("loginUrl")}
      />
      <Field
        label="Consumer key"
        className="font-mono"
        hint="The app shows it in Salesforce under its OAuth settings."
        {...field("clientId")}
      />
      {isJwt ? (
        <Field label="User" hint="The user name in Salesforce whom queries run as." {...field("username")} />
      ) : null}
      <SecretFields connection={connection} values={values} errors={errors} change={change} />
      <Field
        label="Instance address"
        type="url"
        hint="Leave it empty to use the one Salesforce says at sign-in."
        {...field("instanceUrl")}
      />
      <Field label="API version" className="font-mono" {...field("apiVersion")} />
    </FormDialog>
  );
}

function TestNotice({ result }: { result: TestResult | undefined }) {
  if (!result) return null;
  return result.result === "ok" ? (
    <Notice tone="good" icon={CircleCheck}>
      Salesforce lets us in, at {result.instanceUrl}.
    </Notice>
  ) : (
    <Notice tone="bad" icon={TriangleAlert}>
      {result.message}
    </Notice>
  );
}

function firstValues(connection: Connection | null): Form {
  return {
    auth: connection?.auth ?? "jwt_bearer",
    loginUrl: connection?.loginUrl ?? "https://login.salesforce.com",
    instanceUrl: connection?.instanceUrl ?? "",
    clientId: connection?.clientId ?? "",
    username: connection?.username ?? "",
    clientSecret: "",
    privateKey: "",
    makeKey: connection === null,
    apiVersion: connection?.apiVersion ?? "v62.0",
  };
}
