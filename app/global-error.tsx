"use client";
import "./globals.css";
import { ErrorState } from "@/components/ui/error-state";

/** Where even the layout failed, so it brings its own document. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Patchcord</title>
        <main className="grid min-h-screen place-items-center">
          <ErrorState level={1} title="Patchcord could not be shown" retry={reset}>
            <p>Try again. If it stays like this, give your operator this reference: {error.digest ?? "none"}.</p>
          </ErrorState>
        </main>
      </body>
    </html>
  );
}
