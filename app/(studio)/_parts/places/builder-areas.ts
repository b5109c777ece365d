/** The admin areas that the role Builder may use, too. */
const BUILDER_AREAS = ["/admin/prompts", "/admin/functions"];

export function isBuilderArea(path: string): boolean {
  return BUILDER_AREAS.some((area) => path === area || path.startsWith(`${area}/`));
}
