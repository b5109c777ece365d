import { LoadingArea } from "../../_parts/loading-area";

export default function LoadingWebhook() {
  return <LoadingArea title="Webhook endpoint" what="events" />;
}
