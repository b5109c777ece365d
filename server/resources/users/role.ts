/** What a member may do, least first; each may do everything the ones before may. */
export const ROLES = ["viewer", "builder", "publisher", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** A role this version does not know may do the least. */
export function parseRole(text: string): Role {
  const role = text.toLowerCase();
  return ROLES.find((known) => known === role) ?? "viewer";
}

export function mayActAs(role: Role, wanted: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(wanted);
}
