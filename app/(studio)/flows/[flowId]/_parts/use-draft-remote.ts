"use client";
import { isTRPCClientError } from "@trpc/client";
import { isFinalError, useTRPCClient } from "@/app/_parts/trpc";
import type { Remote } from "@/components/editor/remote/remote";

/** The draft store's server: this flow's tRPC procedures. */
export function useDraftRemote(id: string): Remote {
  const { flows } = useTRPCClient();
  return {
    edit: (base, edits) => flows.edit.mutate({ id, base, edits }),
    changesSince: (revision) => flows.changesSince.query({ id, revision }),
    refusal(error) {
      if (!isTRPCClientError(error) || !isFinalError(error)) return null;
      if ((error.data as { httpStatus?: number } | null)?.httpStatus !== 401) return error.message;
      // The unsent edits stay in this browser; the editor sends them after the user has signed in again.
      window.location.assign(`/signin?${new URLSearchParams({ to: window.location.pathname })}`);
      return "You are signed out.";
    },
  };
}
