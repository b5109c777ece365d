import { readSimulatedRules } from "../../flows/tests/data";
import { viewer } from "../kit/procedures";

/** The account's rules of whom it may ring, as a test in the simulator follows them. */
export const ringRules = viewer.query(({ ctx: { account } }) => readSimulatedRules(account));
