import { LoadingArea } from "../_parts/loading-area";

export default function LoadingClients() {
  return <LoadingArea title="OAuth clients" what="OAuth clients" />;
}
