import { env } from "../../platform/env";
import type { OneTimeLink } from "./mutations";

/** The URL of a one-time link, which the admin who made it sends to the member. */
export function linkUrl({ token, expiresAt }: OneTimeLink): { url: string; expiresAt: Date } {
  return { url: `${env().PUBLIC_URL}/welcome/${token}`, expiresAt };
}
