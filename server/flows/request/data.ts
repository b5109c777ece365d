import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";
import { requiresConsent } from "../consent";
import { flowOf } from "../data";
import { draftOf, publishedDefinition } from "../drafts/data";
import { type Argument, argumentsOf } from "../schema";

export type FlowRequest = {
  published: boolean;
  arguments: Argument[];
  /** A request has to say what the contact has agreed to. */
  consent: boolean;
  rate: { perSecond: number };
  /** Clients that may start it. */
  clients: { id: string; name: string }[];
};

/** What a request to start the flow needs: of its published version, else of its draft. Throws `flow_not_found`. */
export function readRequest(account: AccountId, id: string, scope: string): Promise<FlowRequest> {
  return withAccount(account, async (tx) => {
    const flow = await flowOf(tx, account, id);
    const published = flow.publishedVersionId !== null;
    const definition = published ? await publishedDefinition(tx, flow) : (await draftOf(tx, flow)).document;
    const owner = await tx.account.findUniqueOrThrow({ where: { id: account }, select: { ratePerSecond: true } });
    const clients = await tx.oauthClient.findMany({
      where: { accountId: account, revokedAt: null, scopes: { has: scope } },
      select: { id: true, name: true },
      orderBy: { name: "asc" },
    });
    return {
      published: published && flow.archivedAt === null,
      arguments: argumentsOf(definition),
      consent: requiresConsent(definition),
      rate: { perSecond: owner.ratePerSecond },
      clients,
    };
  });
}
