import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";

export type Script = { path: string; bytes: number };
/** Gzipped scripts: those that the page's load event waits for, and those that its scripts ask for until the network is quiet. */
export type FirstLoad = { before: Script[]; after: Script[] };

const KIB = 1024;
/** KiB of gzipped scripts before the load event that a page may take. */
export const BUDGETS = { flows: 200, editor: 300 };

const size = (scripts: Script[]): number => scripts.reduce((sum, { bytes }) => sum + bytes, 0);
export const kibibytes = (scripts: Script[]): number => size(scripts) / KIB;

/**
 * What a first visit to `path` fetches of scripts, with an empty cache. The page's own markup names what its load event waits for; what
 * a script asks for comes before that event on a slow machine and after it on a quick one. Each script is gzipped here, so that the
 * server's own compression does not matter.
 */
export async function firstLoad(page: Page, path: string): Promise<FirstLoad> {
  // What the page before still fetches is not this one's.
  await page.goto("about:blank");
  const client = await page.context().newCDPSession(page);
  const asked = new Map<string, { url: string; byMarkup: boolean }>();
  client.on("Network.requestWillBeSent", ({ requestId, request, initiator, type }) => {
    if (type === "Script") asked.set(requestId, { url: request.url, byMarkup: initiator.type === "parser" });
  });
  await client.send("Network.enable");
  await client.send("Network.clearBrowserCache");
  await page.goto(path, { waitUntil: "networkidle" });

  const found: FirstLoad = { before: [], after: [] };
  const seen = new Set<string>();
  for (const { url, byMarkup } of asked.values()) {
    if (seen.has(url)) continue;
    seen.add(url);
    const { length } = gzipSync(await (await page.request.get(url)).body());
    found[byMarkup ? "before" : "after"].push({ path: new URL(url).pathname, bytes: length });
  }
  await client.detach();
  return found;
}
