import type { Metadata } from "next";
import { SalesforcePage } from "./_parts/salesforce-page";

export const metadata: Metadata = { title: "Salesforce" };

export default function SalesforceAdminPage() {
  return <SalesforcePage />;
}
