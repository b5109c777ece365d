import { z } from "zod";
import { PatchcordError } from "../platform/errors";

/** `If-Match` (RFC 9110, 13.1.1) of what is replaced as a whole, so that nobody's edits are lost. */
export const ifMatch = {
  headers: (what: string, example = '"5f0c3a1be2d49c77"') =>
    z.object({
      "If-Match": z.string().meta({
        description: `The \`ETag\` of the ${what} that was read; \`*\` replaces it whatever it is.`,
        example,
      }),
    }),

  /** What stands between the quotes of the one ETag that the header names; null for `*`. Throws `precondition_required`, `invalid_request`. */
  read: (request: Request, what: string, form: RegExp): string | null => {
    const header = request.headers.get("if-match");
    if (header === null)
      throw new PatchcordError("precondition_required", "Send If-Match, so that nobody's edits are lost.");
    if (header.trim() === "*") return null;
    const [, named] = form.exec(header.trim()) ?? [];
    if (named !== undefined) return named;
    throw new PatchcordError("invalid_request", `If-Match must be one ETag of the ${what}, or *.`, {
      fields: [{ name: "If-Match", description: `must be an ETag of the ${what}` }],
    });
  },

  /** The mark (`markOf`) that the header names, as `read`. */
  mark: (request: Request, what: string): string | null => ifMatch.read(request, what, /^"([0-9a-f]{16})"$/),
};
