"use client";
import { TriangleAlert } from "lucide-react";
import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";

type WelcomeFormProps = { token: string; email: string; name: string; least: number };

export function WelcomeForm({ token, email, name: known, least }: WelcomeFormProps) {
  const [name, setName] = useState(known);
  const [password, setPassword] = useState("");
  const [wrong, setWrong] = useState<"name" | "password" | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function enter(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fault = !name.trim() ? "name" : password.length < least ? "password" : null;
    setWrong(fault);
    setError(null);
    if (fault) return event.currentTarget.querySelector<HTMLInputElement>(`[name=${fault}]`)?.focus();
    setBusy(true);
    const answer = await signIn("link", { token, name, password, redirect: false }).catch(() => undefined);
    if (answer?.ok) return window.location.assign("/");
    setBusy(false);
    setError(words(answer?.error ?? null));
  }

  return (
    <form onSubmit={enter} className="space-y-3" noValidate>
      {error ? (
        <Notice tone="bad" icon={TriangleAlert} role="alert">
          {error}
        </Notice>
      ) : null}
      <Field label="Email" type="email" autoComplete="username" value={email} readOnly hint="What you sign in with." />
      <Field
        label="Your name"
        name="name"
        autoComplete="name"
        maxLength={80}
        value={name}
        error={wrong === "name" ? "Write the name others see." : null}
        onChange={(event) => setName(event.target.value)}
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        value={password}
        hint={`At least ${least} characters. A few words are easier to remember than signs.`}
        error={wrong === "password" ? `Use at least ${least} characters.` : null}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" look="primary" size="large" className="w-full" disabled={busy}>
        {busy ? "Signing in…" : "Save and sign in"}
      </Button>
    </form>
  );
}

function words(error: string | null): string {
  if (error?.startsWith("too_many_tries")) return "Too many tries from here. Wait a quarter of an hour and try again.";
  if (error === "CredentialsSignin")
    return "This link is not good any more. Ask an admin of your account for a new one.";
  if (error === "invalid") return "Name or password cannot be used. Try another one.";
  return "This is not possible right now. Try again in a moment.";
}
