import { InteractionSkeleton } from "./_parts/interaction-skeleton";

export default InteractionSkeleton;
