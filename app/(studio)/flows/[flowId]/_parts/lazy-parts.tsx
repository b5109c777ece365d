"use client";
import { Ellipsis } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect } from "react";
import { useEditor } from "@/components/editor/session/editor-context";
import { IconButton } from "@/components/ui/icon-button";

/** What the first look at a flow does not need comes when it is asked for: the editor opens with less than 300 KiB. */
export const Outline = dynamic(() => import("./outline/outline").then((part) => part.Outline), { ssr: false });
export const VersionsView = dynamic(() => import("./versions/versions-view").then((part) => part.VersionsView));
export const TestPane = dynamic(() => import("./test-pane").then((part) => part.TestPane));

/** Its button stands there at once; what is behind it comes a moment later. */
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

/** After the first look, and before hands are there: who types into one of these should not wait for it. */
const SOON_MS = 1500;

/** Whatever lies over the editor. */
export function Overlays() {
  const { overlay, show, flow } = useEditor();
  const close = () => show(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      void import("./actions/pickers");
      void import("./actions/command-palette");
    }, SOON_MS);
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
