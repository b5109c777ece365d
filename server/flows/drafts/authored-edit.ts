import type { Edit } from "@/engine/edit/change";
import type { LoggedEdit } from "@/engine/edit/session/history";

/** An edit of the log with who made it: `by` is their name, `user` their id; null for an API client. */
export type AuthoredEdit = { edit: Edit; kind: LoggedEdit["kind"]; of: string | null; by: string; user: string | null };
