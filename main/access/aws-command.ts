/**
 * An AWS CLI command for a POSIX shell. Options whose value is null are left out. Everything that came from outside is
 * quoted, so that a copied command does what it says and nothing else.
 */
export function awsCommand(
  verb: string,
  region: string | null,
  options: Record<string, string | null>,
): string {
  const words = Object.entries({ region, ...options }).flatMap(([name, value]) =>
    value === null ? [] : [`--${name}`, shellWord(value)],
  );
  return ['aws', 'ec2', verb, ...words].join(' ');
}

/** One word of a POSIX shell command line: as it is where no shell gives its characters a meaning, else in single quotes. */
export function shellWord(value: string): string {
  return /^[\w@%+:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
