import { listCarriers } from "../../resources/carriers/data";
import { carrierKinds } from "../../wiring";
import { admin } from "../kit/procedures";

/** The account's carriers, how they do, and which kinds there are. Credentials never leave the server. */
export const list = admin.query(async ({ ctx: { account } }) => {
  const kinds = carrierKinds();
  const carriers = (await listCarriers(account)).map(({ lastDial, ...row }) => {
    const { secretSetAt, checkedAt } = row;
    const checkedAtMs = Math.max(secretSetAt.getTime(), checkedAt?.getTime() ?? 0);
    const newDial = lastDial && lastDial.at.getTime() > checkedAtMs ? lastDial : null;
    return {
      ...row,
      kindLabel: kinds.find(({ kind }) => kind === row.kind)?.label ?? row.kind,
      lastDialAt: lastDial?.at ?? null,
      /** The carrier refused the newest dial for its credentials, and nobody has set or tested them since. */
      refusedAuth: newDial?.refusedAuth ? { at: newDial.at, message: newDial.error ?? "" } : null,
    };
  });
  return { carriers, kinds: kinds.map(({ accountPattern: _, apiKeyPattern: __, ...kind }) => kind) };
});
