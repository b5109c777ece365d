import { stringify } from "csv-stringify/sync";
import { csvCell } from "../../platform/csv-cell";
import { EXECUTION_COLUMNS, type ExecutionCells } from "../execution/columns";
import type { ExportFormat } from "./schema";

/**
 * A file by its pieces: what it begins with, rows, and a last line that says how many there are and the checksum of all before it. `variables`:
 * those that are its last columns.
 */
type Format = {
  contentType: string;
  begin: (variables: readonly string[]) => string;
  rows: (rows: ExecutionCells[], variables: readonly string[], isFirst: boolean) => string;
  end: (rows: number, sha256: string) => string;
};

const csv = (rows: ExecutionCells[], variables: readonly string[], header: boolean) =>
  stringify(rows, { header, columns: [...EXECUTION_COLUMNS, ...variables], cast: { string: csvCell } });

export const FORMAT: Record<ExportFormat, Format> = {
  csv: {
    contentType: "text/csv; charset=utf-8",
    begin: (variables) => csv([], variables, true),
    rows: (rows, variables) => csv(rows, variables, false),
    end: (rows, sha256) => `# rows: ${rows}; sha256 of all before this line: ${sha256}\n`,
  },
  ndjson: {
    contentType: "application/x-ndjson",
    begin: () => "",
    rows: (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join(""),
    end: (rows, sha256) => `${JSON.stringify({ rows, sha256 })}\n`,
  },
  json: {
    contentType: "application/json",
    begin: () => '{"entries":[',
    rows: (rows, _variables, isFirst) =>
      rows.map((row, index) => `${isFirst && index === 0 ? "\n" : ",\n"}${JSON.stringify(row)}`).join(""),
    end: (rows, sha256) => `\n],"rows":${rows},"sha256":"${sha256}"}\n`,
  },
};
