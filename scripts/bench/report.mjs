import { cpus, platform, release, totalmem } from 'node:os';

/**
 * One figure. With a peer the target is a limit on `ratio`, without one a limit on `value`; null where nothing was promised.
 * @typedef {object} Row
 * @property {string} name
 * @property {number} value
 * @property {string} unit
 * @property {string | null} peer
 * @property {number | null} peerValue null where the peer is missing on this machine
 * @property {number | null} ratio
 * @property {number | null} target
 * @property {boolean | null} met null where there is no target, or no peer to compare with
 */

/** What the figures depend on. @param {string} electron version */
export function describeMachine(electron) {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  return `${processors.length} × ${model}, ${memory} GiB, ${platform()} ${release()}, Node ${process.versions.node}, Electron ${electron}`;
}

/** @param {Row} row @returns {string[]} its cells */
function cells(row) {
  const { value, unit, peer, peerValue, ratio, target, met } = row;
  return [
    row.name,
    `${round(value)} ${unit}`,
    peer === null ? '' : peerValue === null ? `${peer} is missing` : `${peer}: ${round(peerValue)} ${unit}`,
    ratio === null ? '' : `${round(ratio)} ×`,
    target === null ? '' : `≤ ${target} ${peer === null ? unit : '×'}`,
    met === null ? '' : met ? 'yes' : 'NO',
  ];
}

const heading = ['Question', 'Latchkey', 'Peer', 'Ratio', 'Target', 'Met'];

/** @param {Row[]} rows @returns {string} a table for a terminal */
export function table(rows) {
  const lines = [heading, ...rows.map(cells)];
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/**
 * One question's part of the file of results.
 * @param {string} name
 * @param {Row[]} rows
 * @param {{ machine: string, date: Date }} where
 */
export function section(name, rows, { machine, date }) {
  const lines = [heading, heading.map(() => '---'), ...rows.map(cells)];
  const text = lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
  return `## ${name}\n\n${date.toISOString().slice(0, 10)}, ${machine}\n\n${text}\n`;
}

const introduction = `# Results of \`npm run bench\`

Medians of at least five rounds; a peer runs in the same rounds, in turn with ours. Lower is better.
`;

/**
 * Replaces one section of the file of results, or adds it; sections are in alphabetical order.
 * @param {string} before the file so far; empty where there is none
 * @param {string} name
 * @param {string} text
 */
export function replaceSection(before, name, text) {
  const [, ...sections] = before.split(/^(?=## )/m);
  const others = sections
    .filter((each) => !each.startsWith(`## ${name}\n`))
    .map((each) => `${each.trim()}\n`);
  return [introduction, ...[...others, text].sort()].join('\n');
}

/** Three digits that count. @param {number} value */
function round(value) {
  return String(Number(value.toPrecision(3)));
}
