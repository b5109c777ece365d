import { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";
import { type Period, periodOf, whereFactOf } from "../period/data";
import type { ReportScope } from "../period/schema";
import type { VariableCells } from "../variable-cells";
import { columnsOf, readCells } from "../variables/data";
import type { ExecutionFilters } from "./schema";

type Tx = Prisma.TransactionClient;

/** A row's place in the order of the report: ids are time-ordered. */
export type RowPlace = { interaction: string; visit: number; part: number };

/** What became of a step, of an agent's leg or of an attempt to reach one. A number that may not be seen is `isContactHidden`, or null. */
export type ExecutionRow = {
  interactionId: string;
  visit: number;
  part: number;
  kind: "step" | "leg" | "attempt";
  flowId: string;
  flowName: string;
  flowVersion: number;
  clientId: string;
  callId: string | null;
  contact: string | null;
  isContactHidden: boolean;
  origin: string | null;
  componentName: string;
  stepName: string;
  exitName: string | null;
  enteredAt: Date;
  leftAt: Date | null;
  endedAt: Date | null;
  answeredBy: string | null;
  errorCode: string | null;
  agent: string | null;
  variables: VariableCells;
};

/** `variables`: what the rows have as further columns. */
export type ExecutionScope = Pick<ReportScope, "flow" | "version" | "client"> &
  ExecutionFilters & { variables: readonly string[] };

/**
 * One page of the report, newest first, before `before`, with those of the variables that admins have chosen as columns, all where none are
 * named. Throws as `periodOf`.
 */
export function readExecution(
  account: AccountId,
  {
    scope,
    filters,
    variables: asked,
    before,
    limit,
  }: {
    scope: ReportScope;
    filters: ExecutionFilters;
    variables?: readonly string[] | undefined;
    before: RowPlace | null;
    limit: number;
  },
): Promise<{ rows: ExecutionRow[]; variables: string[]; next: RowPlace | null }> {
  return withAccount(account, async (tx) => {
    const period = await periodOf(tx, scope);
    const variables = await columnsOf(tx, account, asked);
    const rows = await rowsOf(tx, account, { ...scope, ...filters, variables }, period, {
      place: before,
      newestFirst: true,
      limit: limit + 1,
    });
    const shown = rows.slice(0, limit);
    return { rows: shown, variables, next: rows.length > limit ? placeOf(shown.at(-1)!) : null };
  });
}

export const placeOf = ({ interactionId, visit, part }: ExecutionRow): RowPlace => ({
  interaction: interactionId,
  visit,
  part,
});

/** The next rows of the report after a place, of a period. What they cost is what they are, and what a filter leaves out. */
export async function rowsOf(
  tx: Tx,
  account: AccountId,
  scope: ExecutionScope,
  period: Pick<Period, "from" | "to">,
  { place, newestFirst, limit }: { place: RowPlace | null; newestFirst: boolean; limit: number },
): Promise<ExecutionRow[]> {
  const sign = newestFirst ? Prisma.sql`<` : Prisma.sql`>`;
  const keyset = place
    ? Prisma.sql`and (s.interaction_id, s.visit, s.part) ${sign} (${place.interaction}::uuid, ${place.visit}::int, ${place.part}::int)
        and s.interaction_id ${newestFirst ? Prisma.sql`<=` : Prisma.sql`>=`} ${place.interaction}::uuid`
    : Prisma.empty;
  const direction = newestFirst ? Prisma.sql`desc` : Prisma.sql`asc`;
  const rows = await tx.$queryRaw<
    (Omit<ExecutionRow, "flowName" | "flowVersion" | "variables"> & { flowVersionId: string })[]
  >`
    select s.interaction_id as "interactionId", s.visit, s.part, s.kind, s.flow_id as "flowId", s.flow_version_id as "flowVersionId",
      s.client_id as "clientId", f.call_id as "callId", f.contact, f.is_contact_hidden as "isContactHidden", f.origin,
      s.component_name as "componentName", s.step_name as "stepName", s.exit_name as "exitName", s.entered_at as "enteredAt",
      s.left_at as "leftAt", f.ended_at as "endedAt", f.answered_by as "answeredBy", s.error_code as "errorCode", s.agent
    from (select * from step_fact s where ${whereFactOf(account, scope, period, Prisma.sql`s`, Prisma.sql`s.interaction_id`)} ${filtered(scope)} ${keyset}
      order by s.account_id ${direction}, s.interaction_id ${direction}, s.visit ${direction}, s.part ${direction} limit ${limit}) s
    join interaction_fact f on f.account_id = s.account_id and f.id = s.interaction_id
    order by s.interaction_id ${direction}, s.visit ${direction}, s.part ${direction}`;
  const versions = await versionsOf(tx, account, [...new Set(rows.map((row) => row.flowVersionId))]);
  const cells = await readCells(
    tx,
    account,
    rows.map((row) => row.interactionId),
    scope.variables,
  );
  return rows.map(({ flowVersionId, ...row }) => ({
    ...row,
    flowName: versions.get(flowVersionId)?.flowName ?? "",
    flowVersion: versions.get(flowVersionId)?.number ?? 0,
    variables: cells(row.interactionId),
  }));
}

function filtered({ step, exit, component, agent }: ExecutionFilters): Prisma.Sql {
  const all = [
    ...(step ? [Prisma.sql`and s.step_name = ${step}`] : []),
    ...(exit ? [Prisma.sql`and s.exit_name = ${exit}`] : []),
    ...(component ? [Prisma.sql`and s.component_name = ${component}`] : []),
    ...(agent ? [Prisma.sql`and s.agent = ${agent}`] : []),
  ];
  return all.length > 0 ? Prisma.join(all, " ") : Prisma.empty;
}

async function versionsOf(tx: Tx, account: AccountId, ids: string[]) {
  const found = await tx.$queryRaw<{ id: string; number: number; flowName: string }[]>`
    select v.id, v.number, f.name as "flowName" from flow_version v join flow f on f.account_id = v.account_id and f.id = v.flow_id
    where v.account_id = ${account}::uuid and v.id = any(${ids}::uuid[])`;
  return new Map(found.map((version) => [version.id, version]));
}

/** What the rows of a period can be narrowed to: the names in its versions' flows. */
export function readNames(account: AccountId, flow: string | undefined) {
  return withAccount(account, async (tx) => {
    const ofFlow = flow ? Prisma.sql`and v.flow_id = ${flow}::uuid` : Prisma.empty;
    const rows = await tx.$queryRaw<{ step: string; component: string; exits: string[] }[]>`
      select n.name as step, n.component_name as component, array(select distinct jsonb_each.value #>> '{}' from jsonb_each(n.exits)) as exits
      from version_step n join flow_version v on v.account_id = n.account_id and v.id = n.flow_version_id
      where n.account_id = ${account}::uuid and n.step <> '' and v.number > 0 ${ofFlow} order by v.number desc limit 5000`;
    const sorted = (names: string[]) => [...new Set(names)].sort((a, b) => a.localeCompare(b));
    return {
      steps: sorted(rows.map(({ step }) => step)),
      components: sorted(rows.map(({ component }) => component)),
      exits: sorted(rows.flatMap(({ exits }) => exits)),
    };
  });
}
