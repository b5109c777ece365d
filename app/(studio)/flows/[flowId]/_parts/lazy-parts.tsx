"use client";
import { Ellipsis } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect } from "react";
import { useEditor } from "@/components/editor/session/editor-context";
import { IconButton } from "@/components/ui/icon-button";

/** Parts that the first paint does not need load when they are used, so that the editor opens with less than 300 KiB. */
export const Outline = dynamic(() => import("./outline/outline").then((part) => part.Outline), { ssr: false });
export const VersionsView = dynamic(() => import("./versions/versions-view").then((part) => part.VersionsView));
export const TestPane = dynamic(() => import("./test-pane").then((part) => part.TestPane));

/** The menu's button is there at once; the menu itself loads after it. */
export const MoreMenu = dynamic(() => import("./more-menu").then((part) => part.MoreMenu), {
  ssr: false,
  loading: () => (
    <IconButton label="More" disabled>
      <Ellipsis aria-hidden />
    </IconButton>
  ),
});
export const NotSavedMenu = dynamic(() => import("./not-saved-menu").then((part) => part.NotSavedMenu));

const PublishDialog = dynamic(() => import("./publish/publish-dialog").then((part) => part.PublishDialog));
const SaveDialog = dynamic(() => import("./publish/save-dialog").then((part) => part.SaveDialog));
const DiscardDialog = dynamic(() => import("./publish/discard-dialog").then((part) => part.DiscardDialog));
const MergeDialog = dynamic(() => import("./merge/merge-dialog").then((part) => part.MergeDialog));
const CommandPalette = dynamic(() => import("./actions/command-palette").then((part) => part.CommandPalette));
const AddPicker = dynamic(() => import("./actions/pickers").then((part) => part.AddPicker));
const SendPicker = dynamic(() => import("./actions/pickers").then((part) => part.SendPicker));
const ShortcutSheet = dynamic(() => import("./actions/shortcut-sheet").then((part) => part.ShortcutSheet));
const RequestDetails = dynamic(() => import("../../_parts/request-details").then((part) => part.RequestDetails));

/** The pickers load this long after the first paint: a user who opens one and types must not wait for it. */
const PRELOAD_MS = 1500;

/** The dialog or picker that is open over the editor. */
export function Overlays() {
  const { overlay, show, flow } = useEditor();
  const close = () => show(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      void import("./actions/pickers");
      void import("./actions/command-palette");
    }, PRELOAD_MS);
    return () => clearTimeout(timer);
  }, []);
  switch (overlay?.is) {
    case "publish":
      return <PublishDialog close={close} />;
    case "save":
      return <SaveDialog close={close} />;
    case "discard":
      return <DiscardDialog close={close} />;
    case "merge":
      return <MergeDialog close={close} />;
    case "commands":
      return <CommandPalette close={close} />;
    case "shortcuts":
      return <ShortcutSheet close={close} />;
    case "add":
      return <AddPicker {...overlay} close={close} />;
    case "send":
      return <SendPicker exit={overlay.exit} close={close} />;
    case "request":
      return <RequestDetails flowId={flow.id} open onOpenChange={(open) => (open ? undefined : close())} />;
    default:
      return null;
  }
}
