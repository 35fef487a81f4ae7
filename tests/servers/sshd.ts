import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** What a test wants from its sshd; everything has a default. */
export interface SshdOptions {
  /** authorized_keys lines. */
  authorizedKeys?: string[];
  /** Host keys as private key files in OpenSSH or PEM format; their text, not their paths. One new Ed25519 key when left out. */
  hostKeys?: string[];
  /** Port to listen on; a free one when left out. Give the old port to come back as the same server. */
  port?: number;
  /** More sshd_config lines; they go first, and sshd takes the first value it meets. */
  config?: string[];
}

/** A running OpenSSH sshd on 127.0.0.1. */
export interface Sshd {
  port: number;
  /** The user to log in as: the one who runs the tests. */
  user: string;
  /** Public half of the first host key, as `type base64`. */
  hostKeyPublic: string;
  /** Public halves of all host keys, in the order given. */
  hostKeysPublic: string[];
  /** Everything that sshd has logged so far. */
  log(): string;
  /** Cuts every open connection, as a lost network or a killed server would; sshd goes on listening. */
  dropConnections(): void;
  /** Ends sshd and every connection that it holds, and removes its files. */
  stop(): Promise<void>;
}

/** A loopback port that nothing listens on at the moment of asking. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      if (address === null || typeof address === 'string') return reject(new Error('No port'));
      probe.close(() => resolve(address.port));
    });
  });
}

/** Starts a real OpenSSH sshd for one test file. Works as root and as a plain user; fails with sshd's own log. */
export async function startSshd(options: SshdOptions = {}): Promise<Sshd> {
  const dir = mkdtempSync(join(tmpdir(), 'latchkey-sshd-'));
  const hostKeyFiles = writeHostKeys(dir, options.hostKeys);
  const hostKeysPublic = hostKeyFiles.map(publicHalf);
  const authorizedKeys = join(dir, 'authorized_keys');
  writeFileSync(authorizedKeys, `${(options.authorizedKeys ?? []).join('\n')}\n`, { mode: 0o600 });
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });

  const port = options.port ?? (await freePort());
  const configFile = join(dir, 'sshd_config');
  writeFileSync(
    configFile,
    [
      ...(options.config ?? []),
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      ...hostKeyFiles.map((file) => `HostKey ${file}`),
      `AuthorizedKeysFile ${authorizedKeys}`,
      `PidFile ${join(dir, 'pid')}`,
      'PermitRootLogin yes',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'StrictModes no',
      'UsePAM no',
      'LogLevel VERBOSE',
      `Subsystem sftp internal-sftp`,
    ].join('\n'),
  );

  let log = '';
  const child = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', configFile], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });

  // A test that runs out of time never gets to stop its server.
  const onExit = () => void child.kill('SIGKILL');
  process.once('exit', onExit);
  const stop = async () => {
    process.off('exit', onExit);
    await end(child);
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    await listening(child, () => log);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    port,
    user: userInfo().username,
    hostKeyPublic: hostKeysPublic[0]!,
    hostKeysPublic,
    log: () => log,
    dropConnections: () => {
      if (child.pid !== undefined) descendants(child.pid).forEach(kill);
    },
    stop,
  };
}

/** Host key files in `dir`: the given ones, or one new Ed25519 key. */
function writeHostKeys(dir: string, keys: string[] | undefined): string[] {
  if (!keys) {
    const file = join(dir, 'host_ed25519');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', file]);
    return [file];
  }
  return keys.map((key, index) => {
    const file = join(dir, `host_${index}`);
    writeFileSync(file, key, { mode: 0o600 });
    return file;
  });
}

function publicHalf(file: string): string {
  const line = existsSync(`${file}.pub`)
    ? readFileSync(`${file}.pub`, 'utf8')
    : execFileSync('ssh-keygen', ['-y', '-f', file], { encoding: 'utf8' });
  return line.trim().split(' ').slice(0, 2).join(' ');
}

/** Resolves when sshd says that it listens; sshd binds before it says so. */
function listening(child: ChildProcess, log: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const check = () => {
      if (log().includes('Server listening on')) resolve();
    };
    child.stderr?.on('data', check);
    child.once('error', reject);
    child.once('exit', (status) => reject(new Error(`sshd ended with status ${status}:\n${log()}`)));
  });
}

/** Process ids of everything that descends from `root`. sshd gives each connection a process group of its own. */
function descendants(root: number): number[] {
  const pairs = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const childrenOf = (parent: number): number[] =>
    pairs.flatMap(([pid, ppid]) => (ppid === parent && pid ? [pid, ...childrenOf(pid)] : []));
  return childrenOf(root);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in between.
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const connections = descendants(child.pid);
  const gone = new Promise((resolve) => child.once('exit', resolve));
  kill(child.pid);
  await gone;
  connections.forEach(kill);
}
