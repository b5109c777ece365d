import type { Metadata } from "next";
import { CarrierList } from "./_parts/carrier-list";

export const metadata: Metadata = { title: "Carriers" };

export default function CarriersPage() {
  return <CarrierList />;
}
