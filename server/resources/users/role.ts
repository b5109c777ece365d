/** The roles of members, the least first; each may do everything that the roles before it may. */
export const ROLES = ["viewer", "builder", "publisher", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** The stored role; `viewer` for a role that this version does not know. */
export function parseRole(text: string): Role {
  const role = text.toLowerCase();
  return ROLES.find((known) => known === role) ?? "viewer";
}

export function mayActAs(role: Role, wanted: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(wanted);
}
