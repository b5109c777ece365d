import { LoadingArea } from "../_parts/loading-area";

export default function LoadingNumbers() {
  return <LoadingArea title="Numbers" what="numbers" />;
}
