export { exitsNotTaken, exitsToTake } from "./exits-to-take";
export { findWay } from "./find-way";
