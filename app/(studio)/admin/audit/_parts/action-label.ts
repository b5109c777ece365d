/** "user.change_role" as people read it: "User: change role". */
export function actionLabel(action: string): string {
  const [area = "", verb] = action.split(".");
  const name =
    area === "client" ? "OAuth client" : `${area[0]?.toUpperCase() ?? ""}${area.slice(1).replaceAll("_", " ")}`;
  return verb ? `${name}: ${verb.replaceAll("_", " ")}` : name;
}
