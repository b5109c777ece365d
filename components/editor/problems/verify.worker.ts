import "@/components/form/no-eval";
import { registry } from "@/components/flow/registry";
import type { Draft } from "@/engine/edit/draft";
import { verify } from "@/engine/verify";
import type { AccountNames } from "@/engine/verify/problem";

export type VerifyRequest = { nth: number; draft: Draft; names: AccountNames };

/** Runs the verifier in a worker: typing never waits for it, and its libraries are not loaded with the page. */
self.addEventListener("message", ({ data }: MessageEvent<VerifyRequest>) => {
  self.postMessage({ nth: data.nth, problems: verify(registry, data.draft, data.names) });
});
