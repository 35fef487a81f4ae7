import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuthContext } from 'ssh2';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Question } from '../../contract/prompts';
import { type RecordingSshd, startRecordingSshd } from '../servers/recording-sshd';
import { closePages, type PageOptions, plainShell, SessionPage } from '../servers/session-page';
import { hostKeyOf, type KeyPair, makeKeyFolder } from '../servers/ssh-keys';
import { type Sshd, startSshd } from '../servers/sshd';

const keys = makeKeyFolder();
const passphrase = 'correct horse';
let hostKey: KeyPair;
let encrypted: KeyPair;
let stranger: KeyPair;
let sshd: Sshd;

beforeAll(async () => {
  hostKey = keys.make('host');
  encrypted = keys.make('encrypted', 'ed25519', ['-N', passphrase]);
  stranger = keys.make('stranger');
  const publicKeys = makeKeysOfAllFormats();
  sshd = await startSshd({
    hostKeys: [hostKey.text],
    authorizedKeys: [encrypted.publicKey, ...publicKeys],
    config: plainShell,
  });
});
afterEach(closePages);
afterAll(async () => {
  await sshd?.stop();
  keys.remove();
});

/** Key files as they come: format by format. */
const formats = [
  { file: 'ed25519', what: 'Ed25519 in OpenSSH format' },
  { file: 'ec2.pem', what: 'RSA in PEM, as EC2 hands it out' },
  { file: 'rsa-openssh', what: 'RSA in OpenSSH format' },
  { file: 'p256', what: 'ECDSA on P-256' },
  { file: 'p384.pkcs8', what: 'ECDSA on P-384 in PKCS#8' },
  { file: 'p521.pem', what: 'ECDSA on P-521 in PEM' },
  { file: 'v3.ppk', what: 'RSA in PPK 3' },
  { file: 'v2.ppk', what: 'Ed25519 in PPK 2' },
];

/** Makes the files; answers with their public halves. */
function makeKeysOfAllFormats(): string[] {
  const pairs = [
    keys.make('ed25519'),
    keys.make('ec2.pem', 'rsa', ['-b', '2048', '-m', 'PEM']),
    keys.make('rsa-openssh', 'rsa', ['-b', '2048']),
    keys.make('p256', 'ecdsa', ['-b', '256']),
    keys.make('p384.pkcs8', 'ecdsa', ['-b', '384', '-m', 'PKCS8']),
    keys.make('p521.pem', 'ecdsa', ['-b', '521', '-m', 'PEM']),
  ];
  toPpk('rsa-openssh', 'v3.ppk', 3);
  toPpk('ed25519', 'v2.ppk', 2);
  return pairs.map(({ publicKey }) => publicKey);
}

function toPpk(from: string, to: string, version: number): void {
  const out = join(keys.dir, to);
  execFileSync('puttygen', [
    join(keys.dir, from),
    '-O',
    'private',
    '--ppk-param',
    `version=${version}`,
    '-o',
    out,
  ]);
}

interface Login {
  server: { port: number };
  user?: string;
  /** Path of the key file. */
  key?: string | null;
}

function logIn({ server, user = sshd.user, key = null }: Login, options: PageOptions = {}): SessionPage {
  return new SessionPage(
    {
      address: '127.0.0.1',
      port: server.port,
      user,
      key: key === null ? null : { path: key, name: 'my key' },
      knownHostKeys: [hostKeyOf(hostKey.publicKey)],
    },
    options,
  );
}

/** Answers questions one after the other. */
function answering(...answers: Answer[]): PageOptions {
  return { answer: () => answers.shift() };
}

const questionsOf = (page: SessionPage): Question[] => page.prompts.map(({ question }) => question);

async function failure(page: SessionPage) {
  await page.over;
  return page.last?.state === 'failed' ? page.last.error : page.last;
}

async function opens(page: SessionPage): Promise<void> {
  await page.until(() => page.last?.state === 'open');
}

describe('with a key file', () => {
  test.each(formats)('$what', async ({ file }) => {
    const page = logIn({ server: sshd, key: join(keys.dir, file) });
    await opens(page);
    expect(page.prompts).toEqual([]);
  });

  test('a key that the server does not know is refused; the sentence knows the user and the methods', async () => {
    expect(await failure(logIn({ server: sshd, key: stranger.path }))).toEqual({
      code: 'sessions.auth-refused',
      params: { user: sshd.user, methods: 'publickey' },
    });
  });

  test('a user that does not exist is refused', async () => {
    const page = logIn({ server: sshd, user: 'no-such-user', key: join(keys.dir, 'ed25519') });
    expect(await failure(page)).toEqual({
      code: 'sessions.auth-refused',
      params: { user: 'no-such-user', methods: 'publickey' },
    });
  });

  test('a server that disconnects over one wrong key has refused it too', async () => {
    const strict = await startSshd({ hostKeys: [hostKey.text], config: ['MaxAuthTries 1'] });
    try {
      expect(await failure(logIn({ server: strict, key: stranger.path }))).toEqual({
        code: 'sessions.auth-refused',
        params: { user: sshd.user, methods: 'publickey' },
      });
    } finally {
      await strict.stop();
    }
  });

  test('without a key, a server that takes nothing else says so', async () => {
    expect(await failure(logIn({ server: sshd }))).toEqual({
      code: 'sessions.key-required',
      params: { user: sshd.user, methods: 'publickey' },
    });
  });

  test('a file that is gone is named, not its path', async () => {
    const page = logIn({ server: sshd, key: join(keys.dir, 'gone') });
    expect(await failure(page)).toEqual({ code: 'files.not-found', params: { path: 'my key' } });
  });

  test('a public key is no private key', async () => {
    expect(await failure(logIn({ server: sshd, key: `${stranger.path}.pub` }))).toMatchObject({
      code: 'keys.public-key',
    });
  });

  test('a file that is no key', async () => {
    const path = join(keys.dir, 'notes.txt');
    writeFileSync(path, 'buy milk\n');
    expect(await failure(logIn({ server: sshd, key: path }))).toMatchObject({ code: 'keys.not-a-key' });
  });
});

describe('with an encrypted key', () => {
  const wrong: Answer = { kind: 'passphrase', passphrase: 'wrong' };
  const ask = (wrongBefore: boolean): Question => ({ kind: 'passphrase', keyName: 'my key', wrongBefore });

  test('the passphrase is asked for, again after a wrong one', async () => {
    const page = logIn(
      { server: sshd, key: encrypted.path },
      answering(wrong, { kind: 'passphrase', passphrase: '' }, { kind: 'passphrase', passphrase }),
    );
    await opens(page);
    expect(questionsOf(page)).toEqual([ask(false), ask(true), ask(true)]);
  });

  test('three wrong ones are enough', async () => {
    const page = logIn({ server: sshd, key: encrypted.path }, answering(wrong, wrong, wrong, wrong));
    expect(await failure(page)).toMatchObject({ code: 'keys.wrong-passphrase' });
    expect(page.prompts).toHaveLength(3);
  });

  test('the question can be cancelled', async () => {
    const page = logIn({ server: sshd, key: encrypted.path }, answering({ kind: 'cancel' }));
    expect(await failure(page)).toMatchObject({ code: 'sessions.auth-cancelled' });
  });

  test('the question is withdrawn when the page is closed', async () => {
    const page = logIn({ server: sshd, key: encrypted.path });
    await page.until(() => page.prompts.length === 1);
    page.vanish();
    await page.over;
    expect(page.withdrawn).toEqual([page.prompts[0]?.promptId]);
  });
});

describe('with a server that asks', () => {
  const servers: RecordingSshd[] = [];
  afterEach(async () => {
    await closePages();
    for (const server of servers.splice(0)) await server.stop();
  });

  /** A server with shells that reply `welcome`. */
  async function serve(judge: (context: AuthContext) => void): Promise<RecordingSshd> {
    const shell = (channel: { write(text: string): unknown }) => void channel.write('welcome');
    const server = await startRecordingSshd({ hostKey, judge, shell });
    servers.push(server);
    return server;
  }
  const methodsOf = (server: RecordingSshd) => server.attempts.map(({ method }) => method);
  const password = (text: string): Answer => ({ kind: 'password', password: text });
  const interactive = (...answers: string[]): Answer => ({ kind: 'interactive', answers });

  function takesPassword(context: AuthContext): void {
    if (context.method === 'password' && context.password === 'sesame') context.accept();
    else context.reject(['password']);
  }

  test('the password: wrong, then right', async () => {
    const server = await serve(takesPassword);
    const page = logIn({ server, user: 'ali' }, answering(password('simsim'), password('sesame')));
    await opens(page);
    const question = { kind: 'password', user: 'ali', address: '127.0.0.1' };
    expect(questionsOf(page)).toEqual([
      { ...question, wrongBefore: false },
      { ...question, wrongBefore: true },
    ]);
    expect(methodsOf(server)).toEqual(['none', 'password', 'password']);
  });

  test('three wrong passwords are refused, and appear nowhere', async () => {
    const server = await serve(takesPassword);
    const page = logIn(
      { server, user: 'ali' },
      answering(password('simsim1'), password('simsim2'), password('simsim3'), password('sesame')),
    );
    expect(await failure(page)).toEqual({
      code: 'sessions.auth-refused',
      params: { user: 'ali', methods: 'password' },
    });
    expect(methodsOf(server)).toEqual(['none', 'password', 'password', 'password']);
    expect(JSON.stringify([page.states, page.prompts])).not.toContain('simsim');
  });

  test('a cancelled password sends nothing', async () => {
    const server = await serve(takesPassword);
    const page = logIn({ server, user: 'ali' }, answering({ kind: 'cancel' }));
    expect(await failure(page)).toMatchObject({ code: 'sessions.auth-cancelled' });
    expect(methodsOf(server)).toEqual(['none']);
  });

  test('for a password only is not asked for the passphrase of a key', async () => {
    const server = await serve(takesPassword);
    const page = logIn({ server, key: encrypted.path }, answering(password('sesame')));
    await opens(page);
    expect(questionsOf(page).map(({ kind }) => kind)).toEqual(['password']);
  });

  test('for a password after the key', async () => {
    const server = await serve((context) => {
      if (context.method === 'publickey' && !context.signature) context.accept();
      else if (context.method === 'publickey') context.reject(['password'], true);
      else if (context.method === 'password' && context.password === 'sesame') context.accept();
      else context.reject(['publickey']);
    });
    const page = logIn({ server, key: stranger.path }, answering(password('sesame')));
    await opens(page);
    expect(methodsOf(server)).toEqual(['none', 'publickey', 'publickey', 'password']);
  });

  test('for a code, in a second round, is answered in the same attempt', async () => {
    const server = await serve((context) => {
      if (context.method !== 'keyboard-interactive')
        return context.reject(['keyboard-interactive', 'password']);
      context.prompt([{ prompt: 'Password: ', echo: false }], 'Door', 'Say\x1b[31m it', ([word]) => {
        context.prompt([{ prompt: 'Code: ', echo: true }], ([code]) => {
          if (word === 'sesame' && code === '123') context.accept();
          else context.reject();
        });
      });
    });
    const page = logIn({ server }, answering(interactive('sesame'), interactive('123')));
    await opens(page);
    expect(questionsOf(page)).toEqual([
      {
        kind: 'interactive',
        name: 'Door',
        instructions: 'Say[31m it',
        prompts: [{ text: 'Password: ', echo: false }],
      },
      { kind: 'interactive', name: '', instructions: '', prompts: [{ text: 'Code: ', echo: true }] },
    ]);
    expect(methodsOf(server)).toEqual(['none', 'keyboard-interactive']);
  });

  test('a cancelled code ends the session', async () => {
    const server = await serve((context) => {
      if (context.method === 'keyboard-interactive') context.prompt('Code: ', () => context.accept());
      else context.reject(['keyboard-interactive']);
    });
    const page = logIn({ server }, answering({ kind: 'cancel' }));
    expect(await failure(page)).toMatchObject({ code: 'sessions.auth-cancelled' });
  });

  test('interactively but has nothing to ask is given the password instead', async () => {
    const server = await serve((context) => {
      if (context.method === 'password' && context.password === 'sesame') context.accept();
      else context.reject(['keyboard-interactive', 'password']);
    });
    const page = logIn({ server }, answering(password('sesame')));
    await opens(page);
    expect(questionsOf(page)).toMatchObject([{ kind: 'password', wrongBefore: false }]);
    expect(methodsOf(server)).toEqual(['none', 'keyboard-interactive', 'password']);
  });

  test('for a new password is left alone', async () => {
    const server = await serve((context) => {
      if (context.method === 'password') context.requestChange('Expired', () => {});
      else context.reject(['password']);
    });
    const page = logIn({ server, user: 'ali' }, answering(password('sesame')));
    expect(await failure(page)).toEqual({ code: 'sessions.password-expired', params: { user: 'ali' } });
  });

  test('and hangs up while the user is thinking', async () => {
    const server = await serve(takesPassword);
    const page = logIn({ server });
    await page.until(() => page.prompts.length === 1);
    server.connections[0]?.end();
    expect(await failure(page)).toMatchObject({ code: 'sessions.closed-by-server' });
    expect(page.withdrawn).toEqual([page.prompts[0]?.promptId]);
  });

  test('for a method that nobody here knows is refused', async () => {
    const server = await serve((context) => context.reject(['gssapi-with-mic' as 'password']));
    expect(await failure(logIn({ server, user: 'ali', key: stranger.path }))).toEqual({
      code: 'sessions.auth-refused',
      params: { user: 'ali', methods: 'gssapi-with-mic' },
    });
  });
});
