import { LoadingArea } from "../_parts/loading-area";

export default function LoadingSalesforce() {
  return <LoadingArea title="Salesforce" what="Salesforce connection" />;
}
