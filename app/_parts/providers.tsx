"use client";
import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { Toaster } from "@/components/ui/toaster";
import { TrpcProvider } from "./trpc";

export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <ThemeProvider attribute="data-theme" disableTransitionOnChange {...(nonce ? { nonce } : {})}>
      <TrpcProvider>
        <NuqsAdapter>
          {children}
          <Toaster />
        </NuqsAdapter>
      </TrpcProvider>
    </ThemeProvider>
  );
}
