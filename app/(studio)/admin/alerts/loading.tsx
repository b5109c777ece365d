import { LoadingArea } from "../_parts/loading-area";

export default function LoadingAlerts() {
  return <LoadingArea title="Alerts" what="alerts" />;
}
