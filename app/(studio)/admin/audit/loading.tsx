import { LoadingArea } from "../_parts/loading-area";

export default function LoadingAudit() {
  return <LoadingArea title="Audit log" what="audit log" />;
}
