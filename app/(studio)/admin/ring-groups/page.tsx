import type { Metadata } from "next";
import { RingGroupList } from "./_parts/ring-group-list";

export const metadata: Metadata = { title: "Ring groups" };

export default function RingGroupsPage() {
  return <RingGroupList />;
}
