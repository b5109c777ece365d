import { LoadingArea } from "../_parts/loading-area";

export default function LoadingRingGroups() {
  return <LoadingArea title="Ring groups" what="ring groups" />;
}
