"use client";
import { LogOut } from "lucide-react";
import { signOut } from "next-auth/react";
import { toast } from "@/components/ui/toaster";
import { IconButton } from "@/components/ui/icon-button";

export function SignOut() {
  async function leave() {
    try {
      await signOut({ redirect: false });
      // A full load: nothing of the session stays in the page's memory.
      window.location.assign("/signin");
    } catch {
      toast.error("You are still signed in: the server could not be reached. Try again.");
    }
  }
  return (
    <IconButton label="Sign out" onClick={leave}>
      <LogOut aria-hidden />
    </IconButton>
  );
}
