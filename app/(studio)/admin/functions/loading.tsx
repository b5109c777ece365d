import { LoadingArea } from "../_parts/loading-area";

export default function LoadingFunctions() {
  return <LoadingArea title="Functions" what="functions" />;
}
