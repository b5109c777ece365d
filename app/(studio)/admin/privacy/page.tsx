import type { Metadata } from "next";
import { DoNotCallList } from "./_parts/do-not-call-list";
import { Imports } from "./_parts/imports";
import { People } from "./_parts/people";
import { RingSearch } from "./_parts/ring-search";

export const metadata: Metadata = { title: "Privacy" };

export default function PrivacyPage() {
  return (
    <>
      <DoNotCallList />
      <Imports />
      <RingSearch />
      <People />
    </>
  );
}
