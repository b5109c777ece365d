"use client";
import { ErrorState } from "@/components/ui/error-state";

export default function StudioError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <ErrorState level={1} title="This page could not be shown" retry={reset}>
      <p>Try again. If it stays like this, give your operator this reference: {error.digest ?? "none"}.</p>
    </ErrorState>
  );
}
