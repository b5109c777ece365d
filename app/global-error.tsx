"use client";
import "./globals.css";

/** Shown when the root layout failed: it renders a document of its own and imports nothing of the studio, since every page loads it. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Patchcord</title>
        <main className="grid min-h-screen place-items-center">
          <div role="alert" className="flex flex-col items-center gap-2 px-6 py-12 text-center">
            <h1 className="font-semibold text-reading">Patchcord could not be shown</h1>
            <p className="max-w-prose text-quiet">
              Try again. If it stays like this, give your operator this reference: {error.digest ?? "none"}.
            </p>
            <button
              type="button"
              onClick={reset}
              className="mt-2 h-8 rounded-control border border-line bg-panel px-3 font-medium text-ink hover:bg-hover"
            >
              Try again
            </button>
          </div>
        </main>
      </body>
    </html>
  );
}
