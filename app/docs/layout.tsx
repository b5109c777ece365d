import type { ReactNode } from "react";
import { currentSession } from "@/server/auth/session";
import { StudioFrame } from "../(studio)/_parts/studio-frame";
import { VisitorFrame } from "./_parts/visitor-frame";

/** Public: problem documents link here, and their readers may have no account. */
export default async function DocsLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  return session ? <StudioFrame session={session}>{children}</StudioFrame> : <VisitorFrame>{children}</VisitorFrame>;
}
