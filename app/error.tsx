"use client";
import { ErrorState } from "@/components/ui/error-state";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <main className="grid min-h-[70vh] place-items-center">
      <ErrorState level={1} title="This page could not be shown" retry={reset}>
        <p>Try again. If it stays like this, give your operator this reference: {error.digest ?? "none"}.</p>
      </ErrorState>
    </main>
  );
}
