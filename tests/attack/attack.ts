import type { World } from "@/prisma/seed/world";
import type { BenchCarrier } from "../../bench/carrier";
import type { TestDatabase } from "../support/cluster";
import type { Studio } from "./studio";

/** Whoever attacks: everything that an account has, and what it knows of the product. */
export type Attacker = {
  baseUrl: string;
  port: number;
  world: World;
  bearer: string;
  studio: Studio;
  /** Plays the account's calls as fast as the product answers. */
  carrier: BenchCarrier;
  /** Another account, at whose carrier every call is refused for now; `asked`: how often that carrier has been asked. */
  refused: { world: World; bearer: string; asked: () => number };
  owner: TestDatabase["owner"];
};

/** One kind of input. `once` sends it and says what was answered; it is sent again and again, `inFlight` at a time. */
export type Attack = {
  kind: string;
  inFlight: number;
  prepare: (by: Attacker) => Promise<() => Promise<string>>;
};
