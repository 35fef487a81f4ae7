import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { flow, type OpenSession } from '../../contract/sessions';
import { closePages, type PageOptions, plainShell, SessionPage } from '../servers/session-page';
import { hostKeyOf, type KeyPair, makeKeyFolder } from '../servers/ssh-keys';
import { type Sshd, startSshd } from '../servers/sshd';

const keys = makeKeyFolder();
let key: KeyPair;
let sshd: Sshd;

beforeAll(async () => {
  key = keys.make('id');
  sshd = await startSshd({ authorizedKeys: [key.publicKey], config: plainShell });
});
afterEach(closePages);
afterAll(async () => {
  await sshd?.stop();
  keys.remove();
});

function connect(
  options: PageOptions = {},
  differently: Partial<OpenSession> = {},
  to: Sshd = sshd,
): SessionPage {
  return new SessionPage(
    {
      address: '127.0.0.1',
      port: to.port,
      user: to.user,
      key: { path: key.path, name: 'id' },
      knownHostKeys: [hostKeyOf(to.hostKeyPublic)],
      ...differently,
    },
    options,
  );
}

describe('a shell', () => {
  test('opens, runs what is typed and shows its output', async () => {
    const page = connect();
    await page.shell();
    expect(page.states).toEqual([
      { state: 'connecting', address: '127.0.0.1', port: sshd.port, user: sshd.user, keyName: 'id' },
      { state: 'authenticating' },
      { state: 'open' },
    ]);
    expect(await page.run('echo $((6 * 7)) $TERM')).toContain('\r\n42 xterm-256color\r\n');
    expect(page.prompts).toEqual([]);
  });

  test('gets text as UTF-8, and bytes as they are', async () => {
    const page = connect();
    await page.shell();
    expect(await page.run('printf 안녕 | od -An -tx1')).toContain(' ec 95 88 eb 85 95');
    page.type('stty -icanon -echo; echo go; head -c 3 | od -An -tx1\r');
    await page.until(() => page.text.includes('\r\ngo\r\n'));
    page.send({ type: 'binary', data: '\x1b\xfe\xff' });
    await page.shell();
    expect(page.tail).toContain(' 1b fe ff');
  });

  test('has the size of its page, and learns of a new one', async () => {
    const page = connect({}, { size: { cols: 101, rows: 31 } });
    await page.shell();
    expect(await page.run('stty size')).toContain('\r\n31 101\r\n');
    page.send({ type: 'resize', cols: 132, rows: 50 });
    expect(await page.run('stty size')).toContain('\r\n50 132\r\n');
  });

  test('that was resized while it was on its way has the new size', async () => {
    const page = connect();
    page.send({ type: 'resize', cols: 77, rows: 22 });
    await page.shell();
    expect(await page.run('stty size')).toContain('\r\n22 77\r\n');
  });

  test('is interrupted by Ctrl-C', async () => {
    const page = connect();
    await page.shell();
    page.type('echo go; sleep 1000; echo never\r');
    await page.until(() => page.text.includes('\r\ngo\r\n'));
    page.type('\x03');
    await page.shell();
    expect(page.text).not.toContain('\r\nnever');
    expect(await page.run('echo status $?')).toContain('\r\nstatus 130\r\n');
  });

  test('that exits ends the session with its status', async () => {
    const page = connect();
    await page.shell();
    page.type('exit 3\r');
    await page.over;
    expect(page.last).toEqual({ state: 'ended', exitCode: 3, signal: null });
  });

  test('that is killed ends the session with the signal', async () => {
    const page = connect();
    await page.shell();
    page.type('kill -9 $$\r');
    await page.over;
    expect(page.last).toEqual({ state: 'ended', exitCode: null, signal: 'SIGKILL' });
  });

  test('shows all of its output before it ends, however late the page works it off', async () => {
    const page = connect({ acknowledges: false });
    await page.until(() => page.last?.state === 'open');
    page.type('stty -echo; head -c 1500000 /dev/zero | tr "\\\\0" x; exit 4\r');
    await page.until(() => page.received > flow.pauseAbove);
    page.acknowledgeAll();
    await page.over;
    expect(page.last).toEqual({ state: 'ended', exitCode: 4, signal: null });
    expect(page.text.match(/x{1000,}/)?.[0]).toHaveLength(1_500_000);
  });
});

describe('output', () => {
  const bytes = 20 * 1024 * 1024;
  const file = join(keys.dir, 'twenty-megabytes');
  let digest: string;

  beforeAll(() => {
    const content = randomBytes((bytes / 4) * 3).toString('base64');
    writeFileSync(file, content);
    digest = sha256(Buffer.from(content));
  });

  /** A shell that adds nothing of its own to what a program writes. */
  async function rawShell(options?: PageOptions, to?: Sshd): Promise<SessionPage> {
    const page = connect(options, {}, to);
    await page.shell();
    page.type('stty -echo -opost; echo raw\r');
    await page.until(() => page.tail.includes('\nraw\nready> '));
    return page;
  }

  test('of 20 MB arrives complete and in order', async () => {
    const page = await rawShell();
    const before = page.received;
    page.type(`cat ${file}\r`);
    await page.until(() => page.received >= before + bytes);
    expect(sha256(page.bytes.subarray(before, before + bytes))).toBe(digest);
  });

  test('waits for a page that does not acknowledge, and arrives complete when it does', async () => {
    const page = await rawShell();
    page.holdBack();
    const before = page.received;
    page.type(`cat ${file}\r`);
    await page.until(() => page.unacknowledged > flow.pauseAbove);

    // Another session moves 20 MB meanwhile: plenty of turns of the event loop for bytes that were not held back.
    const other = await rawShell();
    const otherBefore = other.received;
    other.type(`cat ${file}\r`);
    await other.until(() => other.received >= otherBefore + bytes);
    const largestPacket = 32 * 1024;
    expect(page.unacknowledged).toBeLessThanOrEqual(flow.pauseAbove + largestPacket);

    page.acknowledgeAll();
    await page.until(() => page.received >= before + bytes);
    expect(sha256(page.bytes.subarray(before, before + bytes))).toBe(digest);
  });

  test('of a flood stops soon after Ctrl-C', async () => {
    const page = await rawShell();
    page.holdBack();
    page.type('yes\r');
    await page.until(() => page.unacknowledged > flow.pauseAbove);
    const before = page.received;
    page.type('\x03');
    page.acknowledgeAll();
    await page.shell();
    // What was under way: two of ssh2's channel windows at most, and the buffers of sshd and its pseudo-terminal.
    const windowBytes = 2 * 1024 * 1024;
    expect(page.received - before).toBeLessThan(2 * windowBytes + 512 * 1024);
  });

  test('goes on through new key exchanges, without a question', async () => {
    const rekeying = await startSshd({
      authorizedKeys: [key.publicKey],
      config: [...plainShell, 'RekeyLimit 1M'],
    });
    try {
      const page = await rawShell({}, rekeying);
      const before = page.received;
      page.type(`cat ${file}\r`);
      await page.until(() => page.received >= before + bytes);
      expect(sha256(page.bytes.subarray(before, before + bytes))).toBe(digest);
      expect(page.prompts).toEqual([]);
    } finally {
      await rekeying.stop();
    }
  });
});

describe('the port', () => {
  test('may bring nonsense: it is ignored and counted, and the session lives on', async () => {
    const page = connect();
    await page.shell();
    const nonsense: unknown[] = [
      null,
      'input',
      42,
      {},
      { type: 'input' },
      { type: 'input', data: 7 },
      { type: 'resize', cols: 0, rows: 24 },
      { type: 'resize', cols: 80, rows: 1e9 },
      { type: 'ack', bytes: -1 },
      { type: 'ack', bytes: Number.NaN },
      { type: 'exec', command: 'id' },
      new Uint8Array(10),
    ];
    for (const message of nonsense) page.sendRaw(message);
    expect(await page.run('echo alive')).toContain('\r\nalive\r\n');
    expect(page.session.ignored).toBe(nonsense.length);
  });

  test('that is gone ends the session, and the server sees it leave', async () => {
    const page = connect();
    await page.shell();
    const before = sshd.log().length;
    page.vanish();
    await page.over;
    await vi.waitFor(() => expect(sshd.log().slice(before)).toContain('Disconnected from user'), 10_000);
  });

  test('ends the session with `close`, while connecting as well as when open', async () => {
    const early = connect();
    early.send({ type: 'close' });
    const late = connect();
    await late.shell();
    late.send({ type: 'close' });
    await Promise.all([early.over, late.over]);
    const closed = { state: 'ended', exitCode: null, signal: null };
    expect([early.last, late.last]).toEqual([closed, closed]);
  });
});

test("the server's banner is shown, without what could steer the terminal", async () => {
  const file = join(keys.dir, 'banner');
  writeFileSync(file, 'Authorised users only.\n\x1b[2J\u202eTwo lines.\n');
  const server = await startSshd({
    authorizedKeys: [key.publicKey],
    config: [...plainShell, `Banner ${file}`],
  });
  try {
    const page = connect({}, {}, server);
    await page.until(() => page.last?.state === 'open');
    expect(page.text.startsWith('Authorised users only.\r\n[2JTwo lines.\r\n')).toBe(true);
  } finally {
    await server.stop();
  }
});

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
