/** A line of a table: a value for each column. */
export type Row = {readonly [column: string]: string | number};

/** Rows as comma-separated values (RFC 4180), with the columns' names in the first line. */
export function csv(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const quoted = (value: string | number) =>
    /[",\n\r]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : value;
  return [columns, ...rows.map(row => columns.map(c => row[c] ?? ""))]
    .map(line => line.map(quoted).join(","))
    .join("\r\n");
}
