import type { Role } from "./user";

export const ROLE_NAME: Record<Role, string> = {
  viewer: "Viewer",
  builder: "Builder",
  publisher: "Publisher",
  admin: "Admin",
};

/** Each role may do everything that the ones before it may. */
export const ROLE_OPTIONS: { value: Role; label: string; text: string }[] = [
  { value: "viewer", label: "Viewer", text: "Reads flows, interactions and reports." },
  { value: "builder", label: "Builder", text: "Also builds and tests flows, and cancels interactions." },
  { value: "publisher", label: "Publisher", text: "Also publishes flows: what runs when the API is called." },
  { value: "admin", label: "Admin", text: "Also everything here: numbers, carriers, clients, users." },
];
