"use client";
import { useTheme } from "next-themes";
import { useEffect, useRef } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { useToastFocus } from "./toast-focus";

/** Shows the toasts. Calls `onReady` with the function that makes them, once they can be shown. */
export function Toasts({ onReady }: { onReady: (make: typeof toast) => void }) {
  const { resolvedTheme } = useTheme();
  // An effect of a parent runs after its child's, so the child listens for toasts by now.
  useEffect(() => onReady(toast), [onReady]);
  const frame = useRef<HTMLDivElement>(null);
  useToastFocus(frame);
  return (
    <div ref={frame}>
      <Sonner
        theme={resolvedTheme === "dark" ? "dark" : "light"}
        position="bottom-right"
        toastOptions={{
          unstyled: true,
          classNames: {
            toast:
              "!font-sans flex w-80 items-center gap-2 rounded-card border border-line bg-float px-3 py-2.5 text-work text-ink shadow-float",
            description: "text-quiet",
            actionButton: "ml-auto shrink-0 rounded-control px-2 py-1 font-medium text-accent-ink hover:bg-hover",
            error: "[&_[data-icon]]:text-bad",
            success: "[&_[data-icon]]:text-good",
          },
        }}
      />
    </div>
  );
}
