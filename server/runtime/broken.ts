import type { Fault } from "@/engine/contract";

/** A fault of the product's own that comes again however often it is tried. The interaction ends by it. */
export class Broken extends Error {
  readonly fault: Fault;
  constructor(fault: Fault, cause?: unknown) {
    super(fault.message, { cause });
    this.fault = fault;
  }
}

/** What `work` returns. `work` asks nobody, so that an error of it would come again: it is thrown as Broken by `fault`. */
export function orBroken<Made>(fault: Fault, work: () => Made): Made {
  try {
    return work();
  } catch (cause) {
    throw new Broken(fault, cause);
  }
}

/** For the log: where the error comes from, or the database's code. An error's own words may quote what a customer said. */
export function whyOf({ cause }: Broken): string {
  if (!(cause instanceof Error)) return String(cause);
  return [cause.name, ...(cause.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line))].join("\n");
}

export const STEP_BROKEN: Fault = {
  code: "step_broken",
  message: "A step could not be run. The fault is Patchcord's own; its log says more.",
};
export const DOCUMENT_BROKEN: Fault = {
  code: "document_broken",
  message:
    "What the caller was to hear could not be made into a document. The fault is Patchcord's own; its log says more.",
};
export const NOT_STORABLE: Fault = {
  code: "not_storable",
  message: "What happened could not be stored. The fault is Patchcord's own; its log says more.",
};
