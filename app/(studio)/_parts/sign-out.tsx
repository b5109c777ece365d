"use client";
import { onlineManager, useQueryClient } from "@tanstack/react-query";
import { LogOut } from "lucide-react";
import { signOut } from "next-auth/react";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toaster";

export function SignOut() {
  const queries = useQueryClient();
  async function leave() {
    // Nothing may ask with a session that is ending.
    onlineManager.setOnline(false);
    await queries.cancelQueries();
    try {
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
