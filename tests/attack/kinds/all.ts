import type { Attack } from "../attack";
import { carriers } from "./carrier";
import { documents } from "./documents";
import { files } from "./files";
import { busyWebhooks, startedFlows, viewersTests } from "./flows";
import { functions } from "./functions";
import { reports } from "./reports";
import { requests } from "./requests";
import { signIns } from "./sign-in";

/** What is planted for bursts that are refused stays, and functions that never end are still waited for: they come last. */
export const ATTACKS: Attack[] = [
  ...startedFlows,
  busyWebhooks,
  viewersTests,
  ...documents,
  ...files,
  ...requests,
  ...signIns,
  ...reports,
  ...carriers,
  ...functions,
];
