import { FunctionSkeleton } from "./_parts/function-skeleton";

export default function LoadingFunction() {
  return <FunctionSkeleton />;
}
