import type pg from "pg";

/** A row that is not as the product has made it. */
export type Disturbed = { table: string; where: string; set: Record<string, unknown> };

/** Sets columns of one row behind the product's back. Returns what sets them back. */
export async function disturb(owner: pg.Client, { table, where, set }: Disturbed): Promise<() => Promise<void>> {
  const { rows } = await owner.query<{ before: Record<string, unknown> }>(
    `select to_jsonb(t) as before from ${table} t where ${where}`,
  );
  const [row] = rows;
  if (!row || rows.length > 1) throw new Error(`${rows.length} rows of ${table} where ${where}`);
  const columns = Object.keys(set);
  const update = `update ${table} t set ${columns.map((name) => `${name} = v.${name}`).join(", ")}
    from jsonb_populate_record(null::${table}, $1) v where ${where.replace(/^(\w+)/, "t.$1")}`;
  await owner.query(update, [JSON.stringify(set)]);
  return async () => {
    await owner.query(update, [JSON.stringify(row.before)]);
  };
}
