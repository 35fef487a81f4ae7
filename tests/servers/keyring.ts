import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Keyring {
  /** What a program needs in its environment to find the keyring. */
  env: Record<string, string>;
  stop: () => Promise<void>;
}

/** Starts gnome-keyring, unlocked, on a session bus of its own: nothing of the machine's user is read or written. */
export async function startKeyring(): Promise<Keyring> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-keyring-'));
  const apart = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_RUNTIME_DIR: folder };
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], { env: apart });
  const address = await firstLine(bus);
  const env = { DBUS_SESSION_BUS_ADDRESS: address };
  const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env: { ...apart, ...env },
  });
  daemon.stdin.end('unlocked by the test');
  await owned(env, 'org.freedesktop.secrets');
  return {
    env,
    stop: async () => {
      await Promise.all([daemon, bus].map(ended));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An environment in which no keyring can be found, whatever the machine has. */
export const noKeyring = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };

async function firstLine(child: ChildProcess): Promise<string> {
  const [chunk] = await once(child.stdout!, 'data');
  return String(chunk).trim();
}

/** Waits until a name on the bus has its owner. */
async function owned(env: Record<string, string>, name: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const asked = spawn('dbus-send', [
      ...[`--bus=${env.DBUS_SESSION_BUS_ADDRESS}`, '--print-reply', '--dest=org.freedesktop.DBus', '/'],
      ...['org.freedesktop.DBus.GetNameOwner', `string:${name}`],
    ]);
    const [status] = await once(asked, 'exit');
    if (status === 0) return;
    if (attempt === 100) throw new Error(`Nobody owns ${name} on the session bus`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}
