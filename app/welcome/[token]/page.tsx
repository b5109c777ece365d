import { Link2Off } from "lucide-react";
import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { Logo } from "@/app/_parts/logo";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { openLink } from "@/server/auth/redeem-link";
import { clientAddress } from "@/server/platform/client-address";
import { MIN_PASSWORD_LENGTH } from "@/server/resources/users/schema";
import { WelcomeForm } from "./_parts/welcome-form";

export const metadata: Metadata = { title: "Welcome", robots: { index: false } };

type Props = { params: Promise<{ token: string }> };

/** The page of a one-time link: sets the name and the password, then signs in. */
export default async function WelcomePage({ params }: Props) {
  const { token } = await params;
  const address = clientAddress((await headers()).get("x-forwarded-for"));
  // After too many tries the page says the same as for an expired link, so that guessing reveals nothing.
  const link = await openLink(token, address).catch(() => null);
  if (!link) return <LinkOver />;
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-88 space-y-6">
        <div className="space-y-3">
          <Logo className="size-9 text-accent" />
          <div>
            <h1 className="font-semibold text-title tracking-tight">
              {link.has_password ? "Set a new password" : `Welcome to ${link.account_name}`}
            </h1>
            <p className="text-quiet">
              {link.has_password
                ? "You are signed out everywhere else when you save it."
                : "Choose a password, and you are in."}
            </p>
          </div>
        </div>
        <WelcomeForm token={token} email={link.email} name={link.name} least={MIN_PASSWORD_LENGTH} />
      </div>
    </main>
  );
}

function LinkOver() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState level={1} icon={Link2Off} title="This link is not good any more">
        <p>It works once, for 72 hours, and a newer one replaces it. Ask an admin of your account for a new link.</p>
        <Button asChild look="primary">
          <Link href="/signin">Sign in</Link>
        </Button>
      </EmptyState>
    </main>
  );
}
