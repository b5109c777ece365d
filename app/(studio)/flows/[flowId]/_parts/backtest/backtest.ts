import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

type Outputs = inferRouterOutputs<AppRouter>["flows"]["backtests"];

export type Backtest = Outputs["get"];
export type Group = Backtest["groups"][number];
export type Compared = Outputs["compare"];

const number = new Intl.NumberFormat("en");

/** "1 call", "1,234 calls". */
export const callsText = (count: number) => `${number.format(count)} ${count === 1 ? "call" : "calls"}`;
