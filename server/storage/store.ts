import { env } from "../platform/env";
import { processSingleton } from "../platform/process-singleton";
import type { Store } from "../ports/store";
import { accountFacts } from "./account-facts";
import { attempts } from "./attempts";
import { callbackRounds } from "./callback-rounds";
import { counting } from "./counting";
import { deadlines } from "./deadlines";
import { interactions } from "./interactions";
import { legs } from "./legs";
import { portCalls } from "./port-calls";
import { enqueue } from "./queue";
import { remembering } from "./remembering";
import { tracing } from "./tracing";
import { versions } from "./versions";

/** The store over PostgreSQL: one SQL function a method (prisma/functions), one round trip each. */
export const postgresStore: Store = {
  ...interactions,
  ...attempts,
  ...legs,
  ...portCalls,
  ...callbackRounds,
  ...deadlines,
  ...versions,
  facts: accountFacts,
  enqueue,
};

/** This process's store: PostgreSQL, what the process remembers of it unless PATCHCORD_REMEMBER is off, metrics of what is written, and traces. */
export function store(): Store {
  return processSingleton("store", () =>
    tracing(counting(env().PATCHCORD_REMEMBER === "off" ? postgresStore : remembering(postgresStore))),
  );
}
