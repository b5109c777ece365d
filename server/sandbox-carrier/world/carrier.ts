import type { Accounts } from "./accounts";
import type { CallLog } from "./call-log";
import type { Callees } from "./callees";
import type { Calls } from "./calls";
import type { Clock } from "./clock";
import type { Conferences } from "./conferences";
import type { Faults } from "./faults";
import type { HttpClient } from "./http-client";
import type { Phones } from "./phones";

/** All parts of one sandbox carrier; passed to functions, so that one process can have several. */
export interface Carrier {
  clock: Clock;
  conferences: Conferences;
  accounts: Accounts;
  calls: Calls;
  callees: Callees;
  faults: Faults;
  log: CallLog;
  phones: Phones;
  http: HttpClient;
}
