"use client";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, isTRPCClientError } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import type { ReactNode } from "react";
import { useState } from "react";
import superjson from "superjson";
import { LARGEST_BATCH } from "@/app/_parts/largest-batch";
import type { AppRouter } from "@/server/trpc/router";

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

export { useTRPC, useTRPCClient };

const TRIES = 2;

/** True if a retry would get the same error: a client error other than 429. */
export function isFinalError(error: unknown): boolean {
  const status = isTRPCClientError<AppRouter>(error) ? error.data?.httpStatus : undefined;
  return status !== undefined && status < 500 && status !== 429;
}

/** If the session was revoked or has expired, goes to the sign-in page, which returns here. */
function signInIfSignedOut(error: unknown): void {
  if (!isTRPCClientError<AppRouter>(error) || error.data?.httpStatus !== 401) return;
  const { pathname, search } = window.location;
  window.location.assign(`/signin?${new URLSearchParams({ to: pathname + search })}`);
}

function queryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: signInIfSignedOut }),
    defaultOptions: {
      queries: { retry: (failures, error) => failures < TRIES && !isFinalError(error), staleTime: 1000 },
    },
  });
}

function client() {
  const link = httpBatchLink({ url: "/api/trpc", transformer: superjson, maxItems: LARGEST_BATCH });
  return createTRPCClient<AppRouter>({ links: [link] });
}

export function TrpcProvider({ children }: { children: ReactNode }) {
  const [queries] = useState(queryClient);
  const [trpc] = useState(client);
  return (
    <QueryClientProvider client={queries}>
      <TRPCProvider trpcClient={trpc} queryClient={queries}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
