import { registry } from "@/components/flow/registry";
import { BoundedMap } from "@/engine/bounded-map";
import { type FlowDefinition, parseDefinition } from "@/engine/definition/schema";
import { query } from "../platform/db";
import { PatchcordError } from "../platform/errors";
import { processSingleton } from "../platform/process-singleton";
import type { AccountId } from "../ports/ids";
import type { Bindings } from "../ports/port-call";
import type { Store } from "../ports/store";

const CACHED_VERSIONS = 500;

type Version = { definition: FlowDefinition; bindings: Bindings };

/** Published versions. They never change, so they are cached by id for the life of the process. */
export const versions: Pick<Store, "definition" | "bindings"> = {
  definition: async (account, version) => (await flowVersion(account, version)).definition,
  bindings: async (account, version) => (await flowVersion(account, version)).bindings,
};

async function flowVersion(account: AccountId, version: string): Promise<Version> {
  const cache = processSingleton("flow-versions", () => new BoundedMap<string, Version>(CACHED_VERSIONS));
  const known = cache.get(version);
  if (known) return known;
  const text = "select * from patchcord_version($1, $2)";
  const [row] = await query<{ definition: unknown; bindings: Bindings }>("version", text, [account, version]);
  const parsed = parseDefinition(registry, row?.definition);
  if (!row || !parsed.ok)
    throw new PatchcordError("internal", "The flow version cannot be read.", {
      cause: parsed.ok ? undefined : parsed.errors,
    });
  const read = { definition: parsed.definition, bindings: row.bindings };
  cache.set(version, read);
  return read;
}
