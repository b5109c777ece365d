import { readFileSync } from "node:fs";
import { type Draft, readDraft } from "@/engine/edit/draft";

/** The seed's example as a draft, with everything placed. */
export function reportAProblem(): Draft {
  const read = readDraft(JSON.parse(readFileSync("prisma/seed/report-a-problem.json", "utf8")));
  if (!read.draft) throw new Error(read.fault.message);
  const layout = Object.fromEntries(Object.keys(read.draft.steps).map((id, index) => [id, [0, index * 160]]));
  return { ...read.draft, layout: layout as Draft["layout"] };
}
