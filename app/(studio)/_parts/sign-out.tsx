"use client";
import { onlineManager, useQueryClient } from "@tanstack/react-query";
import { LogOut } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toaster";

const PATIENCE_MS = 2000;
const POLL_MS = 20;

export function SignOut() {
  const queries = useQueryClient();
  async function leave() {
    // Nothing may ask with a session that is ending: nobody starts, and who has asked is waited for.
    onlineManager.setOnline(false);
    for (let left = PATIENCE_MS; queries.isFetching() > 0 && left > 0; left -= POLL_MS) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    try {
      // Fetched when it is needed: it weighs more than the rest of the sidebar.
      const { signOut } = await import("next-auth/react");
      await signOut({ redirect: false });
      // A full load: nothing of the session stays in the page's memory.
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
