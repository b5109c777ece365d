import type { ReactNode } from "react";
import { requireSession } from "@/server/auth/session";
import { StudioFrame } from "./_parts/studio-frame";

export default async function StudioLayout({ children }: { children: ReactNode }) {
  return <StudioFrame session={await requireSession()}>{children}</StudioFrame>;
}
