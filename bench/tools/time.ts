import { execFileSync } from 'node:child_process';

/** How long some work takes, in milliseconds. */
export async function milliseconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** True where a program is on the PATH. */
export function isThere(program: string, versionOption: string): boolean {
  try {
    execFileSync(program, [versionOption], { stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch (error) {
    // A program that does not know the option is there all the same.
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

/**
 * Times several ways of doing the same, one after the other in each round, so that what else the machine does meets all of
 * them alike. The first round, in which files and code are warmed up, does not count.
 */
export async function alternate<Name extends string>(
  rounds: number,
  ways: Partial<Record<Name, () => unknown>>,
): Promise<Record<Name, number[]>> {
  const entries = Object.entries(ways) as [Name, () => unknown][];
  const times = Object.fromEntries(entries.map(([name]) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, work] of entries) {
      const time = await milliseconds(work);
      if (round > 0) times[name].push(time);
    }
  }
  return times;
}
