export { definition } from "./definition";
export { step } from "./step";
