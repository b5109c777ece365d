import { z } from "zod";

/** Variables that an account's reports may have as columns. */
const MAX_VARIABLES = 10;

/** Names of variables, each once. */
export const columnNames = z.array(z.string().max(64)).max(MAX_VARIABLES);
