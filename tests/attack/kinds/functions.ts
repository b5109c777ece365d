import { step } from "../../verify/flow";
import type { Attack } from "../attack";
import { hostile, publish, start } from "./flows";

const SPIN = "export default () => { for (;;); };";
const HOARD = "export default () => { const all = []; for (;;) all.push(new Array(1e5).fill(all)); };";

const tested = (kind: string, source: string): Attack => ({
  kind,
  inFlight: 4,
  prepare: async ({ studio }) => {
    const draft = { inputs: [], outputs: [], source, values: {} };
    return async () => {
      const response = await studio.change("admin.functions.test", draft);
      const result = /"result":"(\w+)"/.exec(await response.text())?.[1] ?? "";
      return `${response.status} ${result}`;
    };
  },
});

export const functions: Attack[] = [
  tested("functions tested that never end", SPIN),
  tested("functions tested that take all memory", HOARD),
  {
    kind: "started flow: functions that never end",
    inFlight: 4,
    prepare: async (by) => {
      const { studio } = by;
      const { id } = await studio.do<{ id: string }>("admin.functions.add", { name: "Spin", description: "" });
      const draft = { name: "Spin", description: "", inputs: [], outputs: [], source: SPIN };
      const { revision } = await studio.do<{ revision: number }>("admin.functions.save", { ...draft, id, revision: 1 });
      await studio.do("admin.functions.publish", { id, revision });
      const at = (index: number) => (index < 10 ? `f${index}` : "end");
      const ways = (index: number) => ({ ok: at(index), error: at(index), timeout: at(index) });
      const spin = (index: number) => step("run_function", { function: "Spin", inputs: {} }, ways(index + 1));
      const steps = Array.from({ length: 10 }, (_, index) => [at(index), spin(index)]);
      const flowId = await publish(by, hostile("Spins", Object.fromEntries(steps)));
      return () => start(by.baseUrl, by.bearer, flowId, { to: "", part: "", n: "" });
    },
  },
];
