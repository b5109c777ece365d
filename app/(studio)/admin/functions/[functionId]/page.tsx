import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { FunctionPage } from "./_parts/function-page";

export const metadata: Metadata = { title: "Function" };

type Props = { params: Promise<{ functionId: string }> };

export default async function OneFunctionPage({ params }: Props) {
  const id = z.uuid().safeParse((await params).functionId);
  if (!id.success) notFound();
  return <FunctionPage id={id.data} />;
}
