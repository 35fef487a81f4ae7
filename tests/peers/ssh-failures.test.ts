import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { flow, type OpenSession } from '../../contract/sessions';
import { type DeafNetwork, makeDeafNetwork } from '../servers/deaf-network';
import { startRecordingSshd } from '../servers/recording-sshd';
import { type Relay, startRelay, startTcpServer } from '../servers/relay';
import { closePages, type PageOptions, plainShell, SessionPage } from '../servers/session-page';
import { hostKeyOf, type KeyPair, makeKeyFolder } from '../servers/ssh-keys';
import { freePort, type Sshd, startSshd } from '../servers/sshd';

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
  port: number,
  differently: Partial<OpenSession> = {},
  options: PageOptions = {},
): SessionPage {
  return new SessionPage(
    {
      address: '127.0.0.1',
      port,
      user: sshd.user,
      key: { path: key.path, name: 'id' },
      knownHostKeys: [hostKeyOf(sshd.hostKeyPublic)],
      ...differently,
    },
    options,
  );
}

/** The failure that a session which never opens ends with. */
async function failure(page: SessionPage) {
  await page.over;
  return page.last?.state === 'failed' ? page.last.error : page.last;
}

describe('no TCP connection', () => {
  test('because nothing listens: refused', async () => {
    const port = await freePort();
    expect(await failure(connect(port))).toEqual({
      code: 'sessions.refused',
      params: { address: '127.0.0.1', port },
    });
  });

  test('because nothing listens on any address of a name: refused', async () => {
    const port = await freePort();
    expect(await failure(connect(port, { address: 'localhost' }))).toMatchObject({
      code: 'sessions.refused',
    });
  });

  test('because the name does not exist', async () => {
    const address = 'no-such-host.invalid';
    expect(await failure(connect(22, { address }))).toEqual({
      code: 'sessions.name-not-found',
      params: { address, port: 22 },
    });
  });

  describe('in a network made for it', () => {
    let network: DeafNetwork;
    beforeAll(() => {
      network = makeDeafNetwork();
    });
    afterAll(() => network?.remove());

    test('because packets are dropped: timed out', async () => {
      const page = connect(22, { address: network.silent }, { timings: { connect: 2_000 } });
      expect(await failure(page)).toEqual({
        code: 'sessions.timed-out',
        params: { address: network.silent, port: 22, seconds: 2 },
      });
    });

    test('because a router says so: unreachable', async () => {
      const page = connect(22, { address: network.unreachable });
      expect(await failure(page)).toEqual({
        code: 'sessions.unreachable',
        params: { address: network.unreachable, port: 22 },
      });
    });

    test('can be given up at any time', async () => {
      const page = connect(22, { address: network.silent });
      page.send({ type: 'close' });
      await page.over;
      expect(page.last).toEqual({ state: 'ended', exitCode: null, signal: null });
    });
  });
});

describe('what answers is no SSH server', () => {
  const cases = [
    {
      name: 'it closes at once',
      serve: (socket: { end(): void }) => socket.end(),
      error: { code: 'sessions.closed-before-banner' },
    },
    {
      name: 'it resets at once',
      serve: (socket: { resetAndDestroy(): void }) => socket.resetAndDestroy(),
      error: { code: 'sessions.closed-before-banner' },
    },
    {
      name: 'it speaks HTTP',
      serve: (socket: { once(event: 'data', listener: () => void): void; end(text: string): void }) =>
        socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')),
      error: { code: 'sessions.not-ssh', params: { line: 'HTTP/1.1 400 Bad Request' } },
    },
    {
      name: 'it says why it turns connections away, as sshd does beyond MaxStartups',
      serve: (socket: { end(text: string): void }) => socket.end('Exceeded MaxStartups\r\n'),
      error: { code: 'sessions.not-ssh', params: { line: 'Exceeded MaxStartups' } },
    },
    {
      name: 'it speaks SSH 1 only',
      serve: (socket: { write(text: string): void }) => socket.write('SSH-1.5-OpenSSH_3.4\n'),
      error: { code: 'sessions.not-ssh', params: { line: 'SSH-1.5-OpenSSH_3.4' } },
    },
    {
      name: 'it sends a line without end',
      serve: (socket: { write(text: string): void }) => socket.write('x'.repeat(100_000)),
      error: { code: 'sessions.not-ssh', params: { line: 'x'.repeat(80) } },
    },
    {
      name: 'it says nothing at all',
      serve: () => {},
      error: { code: 'sessions.no-answer', params: { seconds: 1 } },
    },
    {
      name: 'it stops after its identification',
      serve: (socket: { write(text: string): void }) => socket.write('SSH-2.0-Silence\r\n'),
      error: { code: 'sessions.no-answer' },
    },
    {
      name: 'it closes after its identification',
      serve: (socket: { end(text: string): void }) => socket.end('SSH-2.0-Shy\r\n'),
      error: { code: 'sessions.closed-by-server' },
    },
    {
      name: 'it goes on with garbage after its identification',
      serve: (socket: { end(bytes: Buffer): void }) =>
        socket.end(Buffer.concat([Buffer.from('SSH-2.0-Garbage\r\n'), Buffer.alloc(1000, 0xa5)])),
      error: { code: 'sessions.protocol-error' },
    },
  ];

  test.each(cases)('$name: $error.code', async ({ serve, error }) => {
    const server = await startTcpServer(serve);
    try {
      const page = connect(server.port, {}, { timings: { answer: 1_000 } });
      expect(await failure(page)).toMatchObject({ ...error, params: { port: server.port, ...error.params } });
    } finally {
      await server.stop();
    }
  });
});

describe('the server offers too little', () => {
  test('no algorithm in common', async () => {
    const old = await startSshd({
      authorizedKeys: [key.publicKey],
      config: ['KexAlgorithms diffie-hellman-group1-sha1'],
    });
    try {
      expect(await failure(connect(old.port))).toMatchObject({ code: 'sessions.no-common-algorithm' });
    } finally {
      await old.stop();
    }
  });

  test('no shell', async () => {
    const server = await startRecordingSshd({
      hostKey: keys.make('bare'),
      judge: (context) => context.accept(),
    });
    try {
      const page = connect(
        server.port,
        { knownHostKeys: [] },
        { answer: () => ({ kind: 'host-key', trust: true }) },
      );
      expect(await failure(page)).toEqual({ code: 'sessions.shell-refused', params: { user: sshd.user } });
    } finally {
      await server.stop();
    }
  });

  test('no terminal', async () => {
    const server = await startSshd({ authorizedKeys: [`no-pty ${key.publicKey}`] });
    try {
      const page = connect(server.port, { knownHostKeys: [hostKeyOf(server.hostKeyPublic)] });
      expect(await failure(page)).toEqual({ code: 'sessions.shell-refused', params: { user: sshd.user } });
    } finally {
      await server.stop();
    }
  });
});

describe('an open session', () => {
  let relay: Relay;
  beforeAll(async () => {
    relay = await startRelay(sshd.port);
  });
  afterAll(() => relay?.stop());

  test('ends as closed by the server when its process dies', async () => {
    const page = connect(relay.port);
    await page.shell();
    sshd.dropConnections();
    await page.over;
    expect(page.last).toMatchObject({ state: 'lost', error: { code: 'sessions.closed-by-server' } });
  });

  test('ends as lost when the connection is reset on the way', async () => {
    const page = connect(relay.port);
    await page.shell();
    relay.cut();
    await page.over;
    expect(page.last).toEqual({
      state: 'lost',
      error: { code: 'sessions.lost', params: { address: '127.0.0.1', port: relay.port } },
    });
  });

  test('ends as lost when nothing comes any more: the keepalive notices', async () => {
    const page = connect(relay.port, {}, { timings: { keepalive: 100, keepaliveMisses: 2 } });
    await page.shell();
    relay.freeze();
    await page.over;
    expect(page.last).toMatchObject({ state: 'lost', error: { code: 'sessions.lost' } });
  });

  test('stays while the server answers its keepalives', async () => {
    const page = connect(sshd.port, {}, { timings: { keepalive: 200, keepaliveMisses: 5 } });
    await page.shell();
    expect(await page.run('sleep 2; echo still here')).toContain('\r\nstill here\r\n');
  });

  test('that is lost before the page has worked off its output still shows all that had arrived', async () => {
    const page = connect(relay.port);
    await page.shell();
    page.holdBack();
    page.type('stty -echo; yes\r');
    await page.until(() => page.unacknowledged > flow.pauseAbove);
    const before = page.received;
    // The channel's window lets at least 1 MiB in after that, which waits in the session.
    const passed = relay.passed;
    await vi.waitFor(() => expect(relay.passed - passed).toBeGreaterThan(1024 * 1024), 10_000);
    relay.cut();
    page.acknowledgeAll();
    await page.over;
    // Which of `lost` and `closed-by-server` depends on the kernel: a reset behind unread data can look like an end.
    expect(page.last).toMatchObject({ state: 'lost' });
    expect(page.received - before).toBeGreaterThan(512 * 1024);
  });

  test('takes what is typed after the loss without harm', async () => {
    const page = connect(relay.port);
    await page.shell();
    page.holdBack();
    page.type('stty -echo; yes\r');
    await page.until(() => page.unacknowledged > flow.pauseAbove);
    relay.cut();
    for (let i = 0; i < 100; i += 1) page.type('more\r');
    page.send({ type: 'resize', cols: 90, rows: 20 });
    page.acknowledgeAll();
    await page.over;
    expect(page.last).toMatchObject({ state: 'lost' });
  });
});
