import { LoadingArea } from "../_parts/loading-area";

export default function LoadingAccount() {
  return <LoadingArea title="Account" what="settings" />;
}
