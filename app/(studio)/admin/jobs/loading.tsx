import { LoadingArea } from "../_parts/loading-area";

export default function LoadingJobs() {
  return <LoadingArea title="Jobs" what="jobs" />;
}
