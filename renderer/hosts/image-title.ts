/**
 * What an image is, from its name as its publisher forms it.
 * A name of another form stays as it is: it is somebody's own image, and its name says best what it holds.
 */
const publishers: [pattern: RegExp, title: (...found: string[]) => string][] = [
  [/^ubuntu\/images\/.*-(\d\d\.\d\d)-/, (version) => `Ubuntu ${version}`],
  [/^al(20\d\d)-ami-/, (version) => `Amazon Linux ${version}`],
  [/^amzn2-ami-/, () => 'Amazon Linux 2'],
  [/^amzn-ami-/, () => 'Amazon Linux 1'],
  [/^debian-(\d+)-/, (version) => `Debian ${version}`],
  [/^RHEL-(\d+\.\d+)/, (version) => `Red Hat Enterprise Linux ${version}`],
  [/^Rocky-\d+-EC2-.*-(\d+\.\d+)-/, (version) => `Rocky Linux ${version}`],
  [/^AlmaLinux OS (\d+(?:\.\d+)?)/, (version) => `AlmaLinux ${version}`],
  [/^Fedora-Cloud-Base-(?:.*-)?(\d+)-/, (version) => `Fedora ${version}`],
  [/^suse-sles-(\d+)(?:-sp(\d+))?/, (version, pack) => `SUSE Linux ${version}${pack ? ` SP${pack}` : ''}`],
  [/^Windows_Server-(\d{4})-/, (version) => `Windows Server ${version}`],
];

/** A title for an AMI's name, such as `Ubuntu 24.04`. */
export function imageTitle(name: string): string {
  for (const [pattern, title] of publishers) {
    const found = pattern.exec(name);
    if (found) return title(...found.slice(1));
  }
  return name;
}
