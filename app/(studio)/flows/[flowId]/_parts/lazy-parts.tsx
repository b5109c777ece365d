"use client";
import { Ellipsis } from "lucide-react";
import dynamic from "next/dynamic";
import { lazy, useEffect } from "react";
import { useGoTo } from "@/app/(studio)/_parts/go-to/go-to-context";
import { useEditor } from "@/components/editor/session/editor-context";
import { IconButton } from "@/components/ui/icon-button";
import { SearchLoading } from "@/components/ui/typed-ahead";

// Parts that the first paint does not need load when they are used, so that the editor opens with less than 300 KiB. With
// `ssr: false` each suspends on its own: otherwise the whole editor would be hidden while one loads, and the focus lost.

export const Outline = dynamic(() => import("./outline/outline").then((part) => part.Outline), { ssr: false });
export const VersionsView = dynamic(() => import("./versions/versions-view").then((part) => part.VersionsView), {
  ssr: false,
});
export const BacktestView = dynamic(() => import("./backtest/backtest-view").then((part) => part.BacktestView), {
  ssr: false,
});
export const CallsView = dynamic(() => import("./calls/calls-view").then((part) => part.CallsView), { ssr: false });
export const TestPane = dynamic(() => import("./test-pane").then((part) => part.TestPane), { ssr: false });

/** The menu's button is there at once; the menu itself loads after it. */
export const MoreMenu = dynamic(() => import("./more-menu").then((part) => part.MoreMenu), {
  ssr: false,
  loading: () => (
    <IconButton label="More" disabled>
      <Ellipsis aria-hidden />
    </IconButton>
  ),
});
export const PeopleHere = dynamic(() => import("./people/people-here").then((part) => part.PeopleHere), { ssr: false });
export const NotSavedMenu = dynamic(() => import("./not-saved-menu").then((part) => part.NotSavedMenu), { ssr: false });

const PublishDialog = dynamic(() => import("./publish/publish-dialog").then((part) => part.PublishDialog), {
  ssr: false,
});
const AskToPublish = dynamic(() => import("./publish/ask-to-publish").then((part) => part.AskToPublish), {
  ssr: false,
});
const SaveDialog = dynamic(() => import("./publish/save-dialog").then((part) => part.SaveDialog), { ssr: false });
const DiscardDialog = dynamic(() => import("./publish/discard-dialog").then((part) => part.DiscardDialog), {
  ssr: false,
});
const MergeDialog = dynamic(() => import("./merge/merge-dialog").then((part) => part.MergeDialog), { ssr: false });
const CommandPalette = lazy(() =>
  import("./actions/command-palette").then((part) => ({ default: part.CommandPalette })),
);
const AddPicker = lazy(() => import("./actions/pickers").then((part) => ({ default: part.AddPicker })));
const NextStep = lazy(() => import("./actions/next-step").then((part) => ({ default: part.NextStep })));
const ShortcutSheet = dynamic(() => import("./actions/shortcut-sheet").then((part) => part.ShortcutSheet), {
  ssr: false,
});
const RequestDetails = dynamic(() => import("../../_parts/request-details").then((part) => part.RequestDetails), {
  ssr: false,
});

/** The searches load this long after the first paint: who opens one and types should see it at once. */
const PRELOAD_MS = 1500;

/** The dialog or picker that is open over the editor. */
export function Overlays() {
  const { overlay, show, flow, may } = useEditor();
  const close = () => show(null);
  const { instead } = useGoTo();
  useEffect(() => instead(() => show({ is: "commands" })), [instead, show]);
  useEffect(() => {
    const timer = setTimeout(() => {
      void import("./actions/next-step");
      void import("./actions/command-palette");
    }, PRELOAD_MS);
    return () => clearTimeout(timer);
  }, []);
  switch (overlay?.is) {
    case "publish":
      return may.publish ? <PublishDialog close={close} /> : <AskToPublish close={close} />;
    case "save":
      return <SaveDialog close={close} />;
    case "discard":
      return <DiscardDialog close={close} />;
    case "merge":
      return <MergeDialog close={close} />;
    case "commands":
      return <SearchLoading close={close}>{(typed) => <CommandPalette typed={typed} close={close} />}</SearchLoading>;
    case "shortcuts":
      return <ShortcutSheet close={close} />;
    case "add":
      return (
        <SearchLoading close={close}>{(typed) => <AddPicker {...overlay} typed={typed} close={close} />}</SearchLoading>
      );
    case "send":
      return (
        <SearchLoading close={close}>{(typed) => <NextStep {...overlay} typed={typed} close={close} />}</SearchLoading>
      );
    case "request":
      return <RequestDetails flowId={flow.id} open onOpenChange={(open) => (open ? undefined : close())} />;
    default:
      return null;
  }
}
