import type { Row } from '../../scripts/bench/report.mjs';

interface Measured {
  name: string;
  /** Of each round. */
  values: number[];
  unit: string;
  /** Left out where nothing was promised. */
  target?: number;
}

/** A figure that stands for itself: the target is a limit on it. */
export function figure({ name, values, unit, target }: Measured): Row {
  const value = median(values);
  return {
    name,
    value,
    unit,
    peer: null,
    peerValue: null,
    ratio: null,
    target: target ?? null,
    met: target === undefined ? null : value <= target,
  };
}

/** A figure beside that of another program in the same rounds; no `peerValues` say that the program is missing here. */
export function comparison(measured: Measured & { peer: string; peerValues: number[] }): Row {
  const { name, unit, target, peer } = measured;
  const value = median(measured.values);
  const peerValue = measured.peerValues.length > 0 ? median(measured.peerValues) : null;
  const ratio = peerValue === null ? null : value / peerValue;
  return {
    name,
    value,
    unit,
    peer,
    peerValue,
    ratio,
    target: target ?? null,
    met: target === undefined || ratio === null ? null : ratio <= target,
  };
}

/** The middle of some numbers. */
export function median(values: number[]): number {
  return percentile(values, 50);
}

/** The value that `share` per cent of the values do not exceed, interpolated between neighbours. */
export function percentile(values: number[], share: number): number {
  if (values.length === 0) throw new RangeError('Nothing was measured');
  const sorted = values.toSorted((a, b) => a - b);
  const at = ((sorted.length - 1) * share) / 100;
  const below = sorted[Math.floor(at)]!;
  const above = sorted[Math.ceil(at)]!;
  return below + (above - below) * (at - Math.floor(at));
}
