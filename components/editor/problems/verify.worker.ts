import { registry } from "@/components/flow/registry";
import type { Draft } from "@/engine/edit/draft";
import { verify } from "@/engine/verify";
import type { AccountNames } from "@/engine/verify/problem";

export type VerifyRequest = { nth: number; draft: Draft; names: AccountNames };

/** The verifier beside the page, so that typing never waits for it; its libraries load here and not with the page. */
self.addEventListener("message", ({ data }: MessageEvent<VerifyRequest>) => {
  self.postMessage({ nth: data.nth, problems: verify(registry, data.draft, data.names) });
});
