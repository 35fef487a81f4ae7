import { execFileSync } from 'node:child_process';

/** A network of its own in which nobody answers as a server would; needs root on Linux. */
export interface DeafNetwork {
  /** Every packet to it is dropped, as a security group drops them. */
  silent: string;
  /** Every packet to it is answered with "host unreachable". */
  unreachable: string;
  remove(): void;
}

/** Makes a network namespace with a packet filter, and a route to it. Two addresses of 198.18.0.0/15 (RFC 2544) per process. */
export function makeDeafNetwork(): DeafNetwork {
  const name = `lk${process.pid}`;
  const block = (process.pid % 16_000) * 8;
  const address = (host: number) => {
    const value = block + host;
    return `198.${18 + (value >> 16)}.${(value >> 8) & 255}.${value & 255}`;
  };
  const [here, silent, unreachable] = [address(1), address(2), address(3)];
  const inside = ['netns', 'exec', name];
  run('ip', ['netns', 'add', name]);
  try {
    run('ip', ['link', 'add', `${name}a`, 'type', 'veth', 'peer', 'name', `${name}b`, 'netns', name]);
    run('ip', ['address', 'add', `${here}/29`, 'dev', `${name}a`]);
    run('ip', ['link', 'set', `${name}a`, 'up']);
    run('ip', [...inside, 'ip', 'address', 'add', `${silent}/29`, 'dev', `${name}b`]);
    run('ip', [...inside, 'ip', 'address', 'add', `${unreachable}/29`, 'dev', `${name}b`]);
    run('ip', [...inside, 'ip', 'link', 'set', `${name}b`, 'up']);
    run(
      'ip',
      [...inside, 'nft', '-f', '-'],
      `table inet deaf {
        chain input {
          type filter hook input priority 0; policy accept;
          ip daddr ${silent} tcp flags syn drop
          ip daddr ${unreachable} reject with icmp host-unreachable
        }
      }`,
    );
  } catch (error) {
    run('ip', ['netns', 'delete', name]);
    throw error;
  }
  return { silent, unreachable, remove: () => run('ip', ['netns', 'delete', name]) };
}

function run(command: string, args: string[], input?: string): void {
  execFileSync(command, args, { input, stdio: ['pipe', 'ignore', 'inherit'] });
}
