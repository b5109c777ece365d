import { LoadingArea } from "../_parts/loading-area";

export default function LoadingConnections() {
  return <LoadingArea title="Connections" what="connections" />;
}
