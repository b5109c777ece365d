import { LoadingArea } from "../_parts/loading-area";

export default function LoadingButtons() {
  return <LoadingArea title="Buttons" what="buttons" />;
}
