import { LoadingArea } from "../_parts/loading-area";

export default function LoadingPrivacy() {
  return <LoadingArea title="Privacy" what="numbers" />;
}
