"use client";
import { ArrowRight, LogIn, TriangleAlert } from "lucide-react";
import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { duration } from "@/components/ui/duration";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";

type Way = "password" | "demo";

type SignInFormProps = {
  target: string;
  demo: boolean;
  /** An OpenID provider is configured. */
  singleSignOn: boolean;
  /** next-auth's error code if the provider's sign-in failed. */
  refused: string | null;
};

export function SignInForm({ target, demo, singleSignOn, refused }: SignInFormProps) {
  const [busy, setBusy] = useState<Way | "oidc" | null>(null);
  const [error, setError] = useState(refused && singleSignOnWords(refused));

  async function enter(way: Way, credentials: { email: string; password: string } | undefined) {
    setBusy(way);
    setError(null);
    const answer = await signIn(way, { ...credentials, redirect: false }).catch(() => undefined);
    if (answer?.ok) return window.location.assign(target);
    setBusy(null);
    setError(words(way, answer?.error ?? null));
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void enter("password", { email: String(form.get("email")), password: String(form.get("password")) });
  }

  return (
    <div className="space-y-4">
      {error ? (
        <Notice tone="bad" icon={TriangleAlert} role="alert">
          {error}
        </Notice>
      ) : null}
      {demo ? (
        <Button
          look="primary"
          size="large"
          className="w-full"
          disabled={busy !== null}
          onClick={() => enter("demo", undefined)}
        >
          {busy === "demo" ? "Signing in…" : "Continue as demo admin"} <ArrowRight aria-hidden />
        </Button>
      ) : null}
      {singleSignOn ? (
        <Button
          look={demo ? "plain" : "primary"}
          size="large"
          className="w-full"
          disabled={busy !== null}
          onClick={() => {
            setBusy("oidc");
            void signIn("oidc", { callbackUrl: target });
          }}
        >
          <LogIn aria-hidden /> {busy === "oidc" ? "Signing in…" : "Continue with single sign-on"}
        </Button>
      ) : null}
      {demo || singleSignOn ? (
        <div className="flex items-center gap-3 text-label text-quiet">
          <span aria-hidden className="h-px flex-1 bg-line" /> or with a password{" "}
          <span aria-hidden className="h-px flex-1 bg-line" />
        </div>
      ) : null}
      <form onSubmit={submit} className="space-y-3">
        <Field label="Email" name="email" type="email" autoComplete="username" required />
        <Field label="Password" name="password" type="password" autoComplete="current-password" required />
        <Button
          type="submit"
          look={demo || singleSignOn ? "plain" : "primary"}
          size="large"
          className="w-full"
          disabled={busy !== null}
        >
          {busy === "password" ? "Signing in…" : "Sign in"}
        </Button>
      </form>
    </div>
  );
}

function words(way: Way, error: string | null): string {
  const wait = /^too_many_tries:(\d+)$/.exec(error ?? "")?.[1];
  if (wait) return `Too many tries. Wait ${duration(Number(wait) * 1000)} and try again.`;
  if (error !== "CredentialsSignin") return "Signing in is not possible right now. Try again in a moment.";
  if (way === "demo") return "The demo account could not be signed in. Start Patchcord again, or use your password.";
  return "Email or password is wrong. Check both and try again.";
}

function singleSignOnWords(error: string): string {
  if (error === "AccessDenied")
    return "Your provider does not name a verified email address of a member here. Ask an admin to invite that address.";
  return "Single sign-on did not work. Try again, or use your password.";
}
