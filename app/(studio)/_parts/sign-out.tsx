"use client";
import { onlineManager, useQueryClient } from "@tanstack/react-query";
import { LogOut } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toaster";

const TIMEOUT_MS = 2000;
const POLL_MS = 20;

export function SignOut() {
  const queries = useQueryClient();
  async function leave() {
    // No request may use the session while it ends: new ones are held back, and running ones are awaited.
    onlineManager.setOnline(false);
    for (let left = TIMEOUT_MS; queries.isFetching() > 0 && left > 0; left -= POLL_MS) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    try {
      // Loaded on demand: it is larger than the rest of the sidebar.
      const { signOut } = await import("next-auth/react");
      await signOut({ redirect: false });
      // A full page load, so that nothing of the session stays in memory.
      window.location.assign("/signin");
    } catch {
      onlineManager.setOnline(true);
      toast.error("You are still signed in: the server could not be reached. Try again.");
    }
  }
  return (
    <IconButton label="Sign out" onClick={leave}>
      <LogOut aria-hidden />
    </IconButton>
  );
}
