/** Areas of the administration that are builders' work, too (docs/security.md, "Roles"). */
const BUILDER_AREAS = ["/admin/prompts", "/admin/functions"];

export function isBuilderArea(path: string): boolean {
  return BUILDER_AREAS.some((area) => path === area || path.startsWith(`${area}/`));
}
