"use client";
import dynamic from "next/dynamic";
import { Loading } from "@/components/ui/skeleton";

/** The canvas, loaded when it is first shown: it is the largest part of the editor, and nothing of it runs on the server. */
export const FlowCanvas = dynamic(() => import("./flow-canvas").then((part) => part.FlowCanvas), {
  ssr: false,
  loading: () => <Loading what="the canvas" />,
});
