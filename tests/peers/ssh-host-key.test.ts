import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HostKey } from '../../contract/sessions';
import { type RecordingSshd, startRecordingSshd } from '../servers/recording-sshd';
import { closePages, type PageOptions, plainShell, SessionPage } from '../servers/session-page';
import { hostKeyOf, type KeyPair, keygenFingerprint, makeKeyFolder } from '../servers/ssh-keys';
import { type Sshd, startSshd } from '../servers/sshd';

const keys = makeKeyFolder();
let key: KeyPair;
let ed25519: KeyPair;
let otherEd25519: KeyPair;
let rsa: KeyPair;
let ecdsa: KeyPair;

beforeAll(() => {
  key = keys.make('id');
  ed25519 = keys.make('host_ed25519');
  otherEd25519 = keys.make('host_other');
  rsa = keys.make('host_rsa', 'rsa', ['-b', '2048']);
  ecdsa = keys.make('host_ecdsa', 'ecdsa', ['-b', '256']);
});
afterEach(closePages);
afterAll(() => keys.remove());

function connect(port: number, known: HostKey[], options: PageOptions = {}, user = 'someone'): SessionPage {
  return new SessionPage(
    {
      address: '127.0.0.1',
      port,
      user,
      key: { path: key.path, name: 'id' },
      knownHostKeys: known,
    },
    options,
  );
}

describe('nothing about the user leaves before the host key is accepted', () => {
  let server: RecordingSshd;
  beforeEach(async () => {
    server = await startRecordingSshd({
      hostKey: ed25519,
      judge: (context) => context.accept(),
      shell: (channel) => void channel.write('welcome'),
    });
  });
  afterEach(() => server.stop());

  /** Another session from first packet to shell: whatever the one under test has sent has arrived before. */
  async function meanwhile(): Promise<void> {
    const other = connect(server.port, [hostKeyOf(ed25519.publicKey)], {}, 'other');
    await other.until(() => other.last?.state === 'open');
  }
  const attemptsOf = (user: string) => server.attempts.filter((attempt) => attempt.user === user);

  test('an unknown one is asked about; a yes lets the log-in go on', async () => {
    const page = connect(server.port, []);
    await page.until(() => page.prompts.length === 1);
    await meanwhile();
    expect(page.prompts[0]?.question).toEqual({
      kind: 'host-key',
      address: '127.0.0.1',
      port: server.port,
      algorithm: 'ssh-ed25519',
      sha256: keygenFingerprint(ed25519.publicKey, 'sha256'),
      md5: keygenFingerprint(ed25519.publicKey, 'md5').replace('MD5:', ''),
      key: ed25519.publicKey.split(' ')[1],
    });
    expect(attemptsOf('someone')).toEqual([]);
    expect(page.states.map(({ state }) => state)).toEqual(['connecting']);

    page.reply(page.prompts[0]!, { kind: 'host-key', trust: true });
    await page.until(() => page.text === 'welcome');
    expect(attemptsOf('someone')).toEqual([{ connection: 0, method: 'none', user: 'someone' }]);
  });

  test.each([{ kind: 'host-key', trust: false } as const, { kind: 'cancel' } as const])(
    'an unknown one is declined by $kind, and no attempt follows',
    async (answer) => {
      const page = connect(server.port, [], { answer: () => answer });
      await page.over;
      expect(page.last).toEqual({
        state: 'failed',
        error: {
          code: 'sessions.host-key-declined',
          params: { address: '127.0.0.1', port: server.port },
        },
      });
      await meanwhile();
      expect(attemptsOf('someone')).toEqual([]);
    },
  );

  test('a changed one is refused with both fingerprints, without a question', async () => {
    const page = connect(server.port, [hostKeyOf(otherEd25519.publicKey)]);
    await page.over;
    expect(page.last).toEqual({
      state: 'failed',
      error: {
        code: 'sessions.host-key-changed',
        params: {
          address: '127.0.0.1',
          port: server.port,
          knownAlgorithm: 'ssh-ed25519',
          knownSha256: keygenFingerprint(otherEd25519.publicKey, 'sha256'),
          offeredAlgorithm: 'ssh-ed25519',
          offeredSha256: keygenFingerprint(ed25519.publicKey, 'sha256'),
        },
      },
    });
    await meanwhile();
    expect(page.prompts).toEqual([]);
    expect(attemptsOf('someone')).toEqual([]);
  });

  test('one of another type than the one remembered is a change', async () => {
    const page = connect(server.port, [hostKeyOf(rsa.publicKey)]);
    await page.over;
    expect(page.last).toMatchObject({
      state: 'failed',
      error: {
        code: 'sessions.host-key-changed',
        params: { knownAlgorithm: 'ssh-rsa', offeredAlgorithm: 'ssh-ed25519' },
      },
    });
    expect(attemptsOf('someone')).toEqual([]);
  });

  test('a revoked one is refused', async () => {
    const known = hostKeyOf(ed25519.publicKey);
    const page = connect(server.port, [known, { ...known, revoked: true }]);
    await page.over;
    expect(page.last).toMatchObject({ state: 'failed', error: { code: 'sessions.host-key-revoked' } });
    expect(page.prompts).toEqual([]);
    expect(attemptsOf('someone')).toEqual([]);
  });
});

describe('the question is withdrawn', () => {
  let server: RecordingSshd;
  beforeEach(async () => {
    server = await startRecordingSshd({ hostKey: ed25519, judge: (context) => context.accept() });
  });
  afterEach(() => server.stop());

  test('when the page closes the session', async () => {
    const page = connect(server.port, []);
    await page.until(() => page.prompts.length === 1);
    page.send({ type: 'close' });
    await page.over;
    expect(page.withdrawn).toEqual([page.prompts[0]?.promptId]);
    page.reply(page.prompts[0]!, { kind: 'host-key', trust: true });
    expect(page.last).toEqual({ state: 'ended', exitCode: null, signal: null });
    expect(server.attempts).toEqual([]);
  });

  test('when the server gives up waiting', async () => {
    const sshd = await startSshd({ config: ['LoginGraceTime 1'] });
    try {
      const page = connect(sshd.port, []);
      await page.over;
      expect(page.withdrawn).toEqual([page.prompts[0]?.promptId]);
      expect(page.last).toMatchObject({ state: 'failed', error: { code: 'sessions.closed-by-server' } });
    } finally {
      await sshd.stop();
    }
  });

  test('and thinking about it is not taken for a silent server', async () => {
    const page = connect(server.port, [], { timings: { answer: 200 } });
    await page.until(() => page.prompts.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 600));
    page.reply(page.prompts[0]!, { kind: 'host-key', trust: true });
    await page.over;
    // This server gives no shell: it was reached.
    expect(page.last).toMatchObject({ state: 'failed', error: { code: 'sessions.shell-refused' } });
  });
});

describe('with sshd', () => {
  async function withSshd(hostKeys: KeyPair[], run: (sshd: Sshd) => Promise<void>, port?: number) {
    const sshd = await startSshd({
      authorizedKeys: [key.publicKey],
      config: plainShell,
      hostKeys: hostKeys.map(({ text }) => text),
      port,
    });
    try {
      await run(sshd);
    } finally {
      await closePages();
      await sshd.stop();
    }
  }

  test.each(['host_ed25519', 'host_rsa', 'host_ecdsa'] as const)(
    '%s is asked for where it is the one remembered',
    async (name) => {
      await withSshd([ed25519, rsa, ecdsa], async (sshd) => {
        const remembered = { host_ed25519: ed25519, host_rsa: rsa, host_ecdsa: ecdsa }[name];
        const page = connect(sshd.port, [hostKeyOf(remembered.publicKey)], {}, sshd.user);
        await page.until(() => page.last?.state === 'open');
        expect(page.prompts).toEqual([]);
      });
    },
  );

  test('the key that the question hands out is the one to remember', async () => {
    await withSshd([rsa], async (sshd) => {
      const first = connect(sshd.port, [], { answer: () => ({ kind: 'host-key', trust: true }) }, sshd.user);
      await first.until(() => first.last?.state === 'open');
      const { question } = first.prompts[0]!;
      if (question.kind !== 'host-key') throw new Error(`Asked for ${question.kind}`);
      expect(question.sha256).toBe(keygenFingerprint(rsa.publicKey, 'sha256'));
      const second = connect(
        sshd.port,
        [{ algorithm: question.algorithm, key: question.key }],
        {},
        sshd.user,
      );
      await second.until(() => second.last?.state === 'open');
      expect(second.prompts).toEqual([]);
    });
  });

  test('a server that comes back with another key is refused', async () => {
    let port = 0;
    await withSshd([ed25519], async (sshd) => {
      port = sshd.port;
      const page = connect(port, [hostKeyOf(ed25519.publicKey)], {}, sshd.user);
      await page.until(() => page.last?.state === 'open');
    });
    await withSshd(
      [otherEd25519],
      async (sshd) => {
        const page = connect(port, [hostKeyOf(ed25519.publicKey)], {}, sshd.user);
        await page.over;
        expect(page.last).toMatchObject({ state: 'failed', error: { code: 'sessions.host-key-changed' } });
        expect(sshd.log()).not.toMatch(/Accepted|publickey|Failed/);
      },
      port,
    );
  });
});
