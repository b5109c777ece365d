import { withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import type { AccountId } from "../../ports/ids";
import type { ExportFormat } from "./schema";

/** More than an account's schedules have written in the days that files are kept. */
const SHOWN = 200;

export const exportKey = (account: AccountId, id: string) => ({ accountId_id: { accountId: account, id } });

/** An export as pages and the API show it; `share` is how much of its period is written, 0 to 1. */
export type ExportLine = {
  id: string;
  name: string;
  format: ExportFormat;
  timeZone: string;
  startsAt: Date;
  endsAt: Date;
  state: "running" | "done" | "failed" | "stopped";
  requestedAt: Date;
  requestedBy: string;
  rows: number;
  bytes: number;
  share: number;
  sha256: string | null;
  finishedAt: Date | null;
  expiresAt: Date;
};

/** The account's exports that are kept, the latest first. */
export async function listExports(account: AccountId): Promise<ExportLine[]> {
  const found = await withAccount(account, (tx) =>
    tx.reportExport.findMany({
      where: { accountId: account },
      orderBy: { id: "desc" },
      take: SHOWN,
      omit: { accountId: true },
    }),
  );
  return found.map(lineOf);
}

/** An export. Throws `not_found`. */
export async function readExport(account: AccountId, id: string): Promise<ExportLine> {
  const found = await withAccount(account, (tx) =>
    tx.reportExport.findUnique({ where: exportKey(account, id), omit: { accountId: true } }),
  );
  if (!found) throw new PatchcordError("not_found", "There is no such export.");
  return lineOf(found);
}

type Stored = Omit<ExportLine, "bytes" | "share" | "format" | "state"> & {
  bytes: bigint;
  place: unknown;
  format: string;
  state: string;
};

function lineOf({ place, ...found }: Stored): ExportLine {
  const { startsAt, endsAt, state } = found;
  const at = momentOfId((place as { interaction: string } | null)?.interaction) ?? startsAt.getTime();
  const share = state === "done" ? 1 : (at - startsAt.getTime()) / (endsAt.getTime() - startsAt.getTime());
  const { format } = found;
  return {
    ...found,
    ...{ format: format as ExportFormat, state: state as ExportLine["state"], bytes: Number(found.bytes) },
    share: Math.min(1, Math.max(0, share)),
  };
}

/** When an id was made (UUIDv7). */
const momentOfId = (id: string | undefined) => (id ? Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16) : null);

/** The bytes `first` to `last` of a finished export, part by part, each read in a transaction of its own when the reader takes it. */
export async function* exportBytes(
  account: AccountId,
  id: string,
  { first, last }: { first: number; last: number },
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = first; at <= last; ) {
    const part = await withAccount(account, (tx) =>
      tx.reportExportPart.findFirst({
        where: { accountId: account, exportId: id, firstByte: { lte: at } },
        orderBy: { nth: "desc" },
        select: { firstByte: true, content: true },
      }),
    );
    const begin = Number(part?.firstByte ?? 0);
    const bytes = part?.content.subarray(at - begin, last + 1 - begin) ?? new Uint8Array();
    if (bytes.length === 0) throw new Error("An export has no such bytes.");
    yield new Uint8Array(bytes);
    at += bytes.length;
  }
}
