/** The sum of a process's series that begin so and have this label, as `GET /api/metrics` says them now. */
export async function metricSum(baseUrl: string, begins: string, label = ""): Promise<number> {
  const headers = { authorization: `Bearer ${process.env.METRICS_TOKEN}` };
  const response = await fetch(`${baseUrl}/api/metrics`, { headers });
  if (!response.ok) throw new Error(`No metrics: ${await response.text()}`);
  const lines = (await response.text()).split("\n");
  const series = lines.filter((line) => line.startsWith(begins) && line.includes(label));
  return series.reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
}
