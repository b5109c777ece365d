import { LoadingArea } from "../_parts/loading-area";

export default function LoadingPrompts() {
  return <LoadingArea title="Prompts" what="prompts" />;
}
