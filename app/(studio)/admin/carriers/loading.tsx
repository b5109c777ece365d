import { LoadingArea } from "../_parts/loading-area";

export default function LoadingCarriers() {
  return <LoadingArea title="Carriers" what="carriers" />;
}
