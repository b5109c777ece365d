import type { Step } from "@/engine/contract";
import type { Config } from "./definition";

export const step: Step<Config> = () => ({ do: "end" });
