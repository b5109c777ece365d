import { LoadingArea } from "../../_parts/loading-area";

export default function LoadingConnection() {
  return <LoadingArea title="Connection" what="actions" />;
}
