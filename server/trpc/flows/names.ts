import type { NamedKind, SoleKind } from "@/engine/contract";
import { readNames } from "../../resources/names/data";
import { viewer } from "../kit/procedures";

/** Every resource of the account that a flow can name, by kind. */
export const names = viewer.query(async ({ ctx }) => {
  const found = await readNames(ctx.account);
  const listed = (kind: NamedKind | SoleKind) => [...found[kind]].map(([name, facts]) => ({ name, ...facts }));
  return {
    number: listed("number"),
    prompt: listed("prompt"),
    connection: listed("connection"),
    function: listed("function"),
    calendar: listed("calendar"),
    ring_group: listed("ring_group"),
    salesforce: listed("salesforce"),
  };
});
