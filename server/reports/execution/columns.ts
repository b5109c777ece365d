import { MASKED } from "../mask";
import type { VariableCells } from "../variable-cells";
import type { ExecutionRow } from "./data";

/** The columns of Talkdesk's Studio Flow Execution Report by its names, and ours after them. */
export const EXECUTION_COLUMNS = [
  "Call SID",
  "Flow Execution ID",
  "Interaction ID",
  "Destination",
  "Origin",
  "Flow Definition Name",
  "Flow Definition ID",
  "Component Title",
  "Executed Step Name",
  "Exit Name",
  "Time In Step",
  "Step Started",
  "Flow Finished",
  "Step Order",
  "Kind",
  "Flow Version",
  "Client",
  "Who Answered",
  "Error Code",
  "Agent Number",
] as const;
export type ExecutionColumn = (typeof EXECUTION_COLUMNS)[number];
export type ExecutionCells = Record<ExecutionColumn, string | number | null> & VariableCells;

/** A row as it is shown and exported, variables last; moments by the wall clock of the zone, seconds in `Time In Step`. */
export function executionCells(row: ExecutionRow, localTime: (moment: Date) => string): ExecutionCells {
  return {
    "Call SID": row.callId,
    "Flow Execution ID": row.interactionId,
    "Interaction ID": row.interactionId,
    Destination: row.isContactHidden ? MASKED : row.contact,
    Origin: row.origin,
    "Flow Definition Name": row.flowName,
    "Flow Definition ID": row.flowId,
    "Component Title": row.componentName,
    "Executed Step Name": row.stepName,
    "Exit Name": row.exitName,
    "Time In Step": row.leftAt && (row.leftAt.getTime() - row.enteredAt.getTime()) / 1000,
    "Step Started": localTime(row.enteredAt),
    "Flow Finished": row.endedAt && localTime(row.endedAt),
    "Step Order": row.visit,
    Kind: row.kind,
    "Flow Version": row.flowVersion,
    Client: row.clientId,
    "Who Answered": row.answeredBy,
    "Error Code": row.errorCode,
    "Agent Number": row.agent,
    ...row.variables,
  };
}

/** Writes moments as ISO 8601 by the wall clock of a zone, with its offset at that moment. */
export function localTimeIn(zone: string): (moment: Date) => string {
  const format = new Intl.DateTimeFormat("sv-SE", {
    ...{
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    },
    ...{ fractionalSecondDigits: 3, timeZoneName: "longOffset", hourCycle: "h23" },
  });
  return (moment) => {
    const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
    const { year, month, day, hour, minute, second, fractionalSecond, timeZoneName = "" } = parts;
    const offset = timeZoneName.replace("GMT", "").replace("−", "-") || "Z";
    return `${year}-${month}-${day}T${hour}:${minute}:${second}.${fractionalSecond}${offset}`;
  };
}
