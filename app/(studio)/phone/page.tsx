import type { Metadata } from "next";
import { PhoneBoard } from "./_parts/phone-board";

export const metadata: Metadata = { title: "Test phones" };

export default function PhonePage() {
  return <PhoneBoard />;
}
