import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { currentSession } from "@/server/auth/session";
import { env } from "@/server/platform/env";
import { ownPath } from "@/server/platform/own-path";
import { isFromThisMachine } from "@/server/platform/this-machine";
import { Logo } from "../_parts/logo";
import { SignInForm } from "./_parts/sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ to?: string | string[]; error?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const { to, error } = await searchParams;
  const target = ownPath(to) ?? "/flows";
  if (await currentSession()) redirect(target);
  const sent = await headers();
  const demo = env().DEMO_FILE !== undefined && isFromThisMachine((name) => sent.get(name));
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-88 space-y-6">
        <div className="space-y-3">
          <Logo className="size-9 text-accent" />
          <div>
            <h1 className="font-semibold text-title tracking-tight">Sign in to Patchcord</h1>
            <p className="text-quiet">Call flows that an API request sets off.</p>
          </div>
        </div>
        <SignInForm
          target={target}
          demo={demo}
          singleSignOn={env().OIDC !== null}
          refused={error === undefined ? null : String(error)}
        />
      </div>
    </main>
  );
}
