import type { Metadata } from "next";
import { ButtonList } from "./_parts/button-list";

export const metadata: Metadata = { title: "Buttons" };

export default function ButtonsPage() {
  return <ButtonList />;
}
