/** The result as a Markdown table that is also readable in a terminal. */

const titles = ['measure', 'floor', 'Trunkline', 'ratio', 'goal', ''];

/** The table. */
export function formatTable(rows) {
  const cells = [titles, ...rows.map(toCells)];
  const widths = titles.map((_, column) => Math.max(...cells.map(row => row[column].length)));
  const lines = cells.map(row => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`);
  lines.splice(1, 0, `|${widths.map(width => '-'.repeat(width + 2)).join('|')}|`);
  return lines.join('\n');
}

/** The number of goals that were met. */
export function formatSummary(rows) {
  const goals = rows.filter(row => row.goal);
  const met = goals.filter(row => row.goal.isMet).length;
  const failed = rows.filter(row => row.error).length;
  return `${met} of ${goals.length} goals met${failed > 0 ? `; ${failed} not measured` : ''}.`;
}

function toCells(row) {
  if (row.error) return [row.measure, '', '', '', '', `not measured: ${row.error}`];
  return [
    row.unit ? `${row.measure}, ${row.unit}` : row.measure,
    toCell(row.floor, row.unit),
    toCell(row.trunkline, row.unit),
    row.ratio
      ? `${row.ratio.median.toFixed(2)} (${row.ratio.min.toFixed(2)}–${row.ratio.max.toFixed(2)})`
      : '',
    row.goal ? formatGoal(row.goal, row.unit) : '',
    row.goal ? (row.goal.isMet ? 'met' : 'NOT MET') : '',
  ];
}

function toCell(value, unit) {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  const { median, min, max } = value;
  return `${formatNumber(median, unit)} (${formatNumber(min, unit)}–${formatNumber(max, unit)})`;
}

function formatNumber(value, unit) {
  if (unit === '/s' || value >= 1_000) return Math.round(value).toLocaleString('en-US');
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}

function formatGoal({ atLeast, atMost, of, text }, unit) {
  if (text) return text;
  const times = of === 'ratio' ? 'x' : ` ${unit}`;
  if (atLeast !== undefined && atMost !== undefined) return `${atLeast}–${atMost}${times}`;
  return atLeast === undefined ? `≤ ${atMost}${times}` : `≥ ${atLeast}${times}`;
}
