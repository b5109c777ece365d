import { env } from "../../platform/env";
import type { OneTimeLink } from "./mutations";

/** Where a one-time link leads, to be handed over by whoever made it. */
export function welcomeAddress({ token, expiresAt }: OneTimeLink): { url: string; expiresAt: Date } {
  return { url: `${env().PUBLIC_URL}/welcome/${token}`, expiresAt };
}
