import type { Metadata } from "next";
import { NumberList } from "./_parts/number-list";

export const metadata: Metadata = { title: "Numbers" };

export default function NumbersPage() {
  return <NumberList />;
}
