"use client";
import { CircleAlert, CloudOff, RefreshCw } from "lucide-react";
import { useEditor } from "@/components/editor/session/editor-context";
import { TONES } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";

/** Shown when the server refuses the edits: why, and what the user can do. */
export function NotSavedMenu({ why }: { why: string }) {
  const { sync, store } = useEditor();
  return (
    <Menu
      align="start"
      trigger={
        <Button size="small" className={TONES.bad} title={why}>
          <CircleAlert aria-hidden /> Not saved
        </Button>
      }
    >
      <p className="max-w-72 px-2 py-1 text-quiet">{why}</p>
      <MenuItem icon={RefreshCw} onSelect={() => sync?.now()}>
        Try again
      </MenuItem>
      <MenuItem icon={CloudOff} danger onSelect={() => store.discardPending()}>
        Give up what is not saved
      </MenuItem>
    </Menu>
  );
}
