import type { Metadata } from "next";
import { AccountPage } from "./_parts/account-page";

export const metadata: Metadata = { title: "Account" };

export default function AccountAdminPage() {
  return <AccountPage />;
}
