/** The label of an audit action: "user.change_role" → "User: change role". */
export function actionLabel(action: string): string {
  const [area = "", verb] = action.split(".");
  const name =
    area === "client" ? "OAuth client" : `${area[0]?.toUpperCase() ?? ""}${area.slice(1).replaceAll("_", " ")}`;
  return verb ? `${name}: ${verb.replaceAll("_", " ")}` : name;
}
