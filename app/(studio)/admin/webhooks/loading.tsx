import { LoadingArea } from "../_parts/loading-area";

export default function LoadingWebhooks() {
  return <LoadingArea title="Webhooks" what="webhook endpoints" />;
}
