import { LoadingArea } from "../_parts/loading-area";

export default function LoadingUsers() {
  return <LoadingArea title="Users" what="users" />;
}
