/** Areas of the administration that are builders' work, too (studio-ui.md, "Sign in"). */
const BUILT = ["/admin/prompts", "/admin/functions"];

export function isBuilt(path: string): boolean {
  return BUILT.some((area) => path === area || path.startsWith(`${area}/`));
}
