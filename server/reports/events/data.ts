import { z } from "zod";
import type { FlowDefinition } from "@/engine/definition/schema";
import { query } from "../../platform/db";
import { log } from "../../platform/log";
import type { AccountId } from "../../ports/ids";
import { versions } from "../../storage/versions";
import type { InteractionFacts, Noted } from "./fold";

type NotedRow = { account_id: AccountId; id: string; position: string; at: Date; interaction_id: string | null };

/** What all accounts have noted and no worker has made events of, in the order in which it happened. */
export async function readNoted(limit: number): Promise<{ account: AccountId; noted: Noted }[]> {
  const rows = await query<NotedRow & Pick<Noted, "what" | "about">>("noted", "select * from patchcord_noted($1)", [
    limit,
  ]);
  return rows.map(({ account_id, id, position, at, interaction_id, what, about }) => ({
    account: account_id,
    noted: {
      ...{ id, position: BigInt(position), at: at.toISOString(), interaction: interaction_id },
      ...{ what, about },
    } as Noted,
  }));
}

/** The types that endpoints of the account name. */
export async function typesAskedFor(account: AccountId): Promise<Set<string>> {
  const text = "select patchcord_webhooks_wanted($1) as types";
  const [row] = await query<{ types: string[] }>("webhooks_wanted", text, [account]);
  return new Set(row?.types);
}

/** `from`: the position in its log from which it is told. Interactions that are gone are left out. */
export async function readFacts(
  account: AccountId,
  asked: { id: string; from: number }[],
): Promise<Map<string, InteractionFacts>> {
  if (asked.length === 0) return new Map();
  const text = "select facts from patchcord_webhook_facts($1, $2) facts";
  const rows = await query<{ facts: Omit<InteractionFacts, "mayTell" | "tellsMessages"> }>("webhook_facts", text, [
    account,
    JSON.stringify(asked),
  ]);
  const found = rows.map(
    async ({ facts }) => [facts.id, { ...facts, ...(await secrecy(account, facts.flow_version)) }] as const,
  );
  return new Map(await Promise.all(found));
}

type Secrecy = Pick<InteractionFacts, "mayTell" | "tellsMessages">;

/** What of a flow's values may be told: nothing, where its version cannot be read any more. */
async function secrecy(account: AccountId, version: string): Promise<Secrecy> {
  try {
    return secrecyOf(await versions.definition(account, version));
  } catch (error) {
    log.warn({ err: error, version }, "events tell no arguments of a flow version that cannot be read");
    return { mayTell: () => false, tellsMessages: false };
  }
}

/** The arguments in the config of any trigger component that keeps them in variables. */
const trigger = z.object({ arguments: z.array(z.object({ name: z.string(), variable: z.string() })).default([]) });

function secrecyOf({ variables, steps, start }: FlowDefinition): Secrecy {
  const { data } = trigger.safeParse(steps[start]?.config ?? {});
  const isSensitive = (variable: string) => Boolean(variables[variable]?.sensitive);
  const hidden = new Set(data?.arguments.filter(({ variable }) => isSensitive(variable)).map(({ name }) => name));
  return {
    mayTell: (argument) => data !== undefined && !hidden.has(argument),
    tellsMessages: !Object.keys(variables).some(isSensitive),
  };
}
