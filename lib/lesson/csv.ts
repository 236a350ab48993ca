/** A line of a table: a value for each column. */
export type Row = {readonly [column: string]: string | number};

/** A number of single precision without the digits that only double precision gives it: 0.1, not 0.10000000149. */
export function shortest(value: number): number {
  for (const digits of [6, 7, 8, 9]) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/**
 * Rows as comma-separated values (RFC 4180), with the columns' names in the first line. Numbers have as many digits as it
 * takes to tell them from their neighbours in single precision.
 */
export function csv(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const quoted = (value: string | number) =>
    typeof value === "number"
      ? shortest(value)
      : /[",\n\r]/.test(value)
        ? `"${value.replaceAll('"', '""')}"`
        : value;
  return [columns, ...rows.map(row => columns.map(c => row[c] ?? ""))]
    .map(line => line.map(quoted).join(","))
    .join("\r\n");
}
