import { type RingRules, ringRules } from "@/engine/ring-rules/rules";

/**
 * Whom the demo world may ring: numbers of the United States, and +1 500, whose numbers the sandbox refuses as a carrier would
 * (server/sandbox-carrier/README.md). Its calls ring nobody, so they do not count.
 */
export const DEMO_RING_RULES: RingRules = ringRules.parse({
  countries: { allow: "listed", places: ["US", "US/personal"], confirmed: ["US/personal"] },
});
