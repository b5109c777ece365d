"use client";
import { Tooltip as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";

export function TooltipProvider({ children }: { children: ReactNode }) {
  return <Radix.Provider delayDuration={350}>{children}</Radix.Provider>;
}

/** Says more about its child on hover and focus. The child must take focus by itself. */
export function Tooltip({ text, side, children }: { text: ReactNode; side?: "top" | "right"; children: ReactElement }) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          sideOffset={6}
          {...(side ? { side } : {})}
          collisionPadding={8}
          className="z-50 max-w-72 animate-appear rounded-control border border-line bg-float px-2 py-1 text-label text-ink shadow-float"
        >
          {text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
