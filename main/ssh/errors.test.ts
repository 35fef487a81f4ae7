import { describe, expect, test } from 'vitest';
import { sessionErrorCode } from '../../contract/sessions';
import { isMessageKey, languages, translator } from '../../locales';
import { KeyError } from '../keys/errors';
import { connectionError, type Progress, SessionError, type Stage, tcpError } from './errors';
import { Greeting } from './greeting';

const target = { address: 'host.example', port: 22 };
const errno = (code: string, level?: string) => Object.assign(new Error(code), { code, level });

describe('tcpError', () => {
  test.each([
    ['ECONNREFUSED', 'sessions.refused'],
    ['ETIMEDOUT', 'sessions.timed-out'],
    ['ENOTFOUND', 'sessions.name-not-found'],
    ['EAI_AGAIN', 'sessions.name-not-found'],
    ['EHOSTUNREACH', 'sessions.unreachable'],
    ['ENETUNREACH', 'sessions.unreachable'],
    ['EACCES', 'sessions.unreachable'],
    ['ECONNRESET', 'sessions.closed-before-banner'],
  ])('%s is %s', (code, expected) => {
    const error = tcpError(errno(code), target, 15);
    expect(error.code).toBe(expected);
    expect(error.params).toMatchObject(target);
  });

  test('of several addresses the most telling answer counts', () => {
    const both = new AggregateError([errno('ENETUNREACH'), errno('ECONNREFUSED')]);
    expect(tcpError(both, target, 15).code).toBe('sessions.refused');
    const dropped = new AggregateError([errno('ENETUNREACH'), errno('ETIMEDOUT')]);
    expect(tcpError(dropped, target, 15)).toMatchObject({
      code: 'sessions.timed-out',
      params: { seconds: 15 },
    });
  });
});

describe('connectionError', () => {
  function at(stage: Stage, differently: Partial<Progress> = {}): Progress {
    const greeting = new Greeting();
    if (stage !== 'greeting') greeting.add(Buffer.from('SSH-2.0-x\r\n'));
    return { target, stage, greeting, refusal: null, ...differently };
  }
  const disconnect = (reason: number) => Object.assign(new Error('bye'), { code: reason });
  const refusal = { user: 'ec2-user', methods: 'publickey' };

  test.each<[string, unknown, Progress, string]>([
    ['a close', null, at('greeting'), 'sessions.closed-before-banner'],
    ['a close', null, at('key-exchange'), 'sessions.closed-by-server'],
    ['a close', null, at('login', { refusal }), 'sessions.closed-by-server'],
    ['a close', null, at('open'), 'sessions.closed-by-server'],
    ['a reset', errno('ECONNRESET', 'client-socket'), at('greeting'), 'sessions.closed-before-banner'],
    ['a reset', errno('ECONNRESET', 'client-socket'), at('login'), 'sessions.closed-by-server'],
    ['a reset', errno('ECONNRESET', 'client-socket'), at('open'), 'sessions.lost'],
    ['no way out', errno('ETIMEDOUT', 'client-socket'), at('key-exchange'), 'sessions.closed-by-server'],
    ['no way out', errno('EHOSTUNREACH', 'client-socket'), at('open'), 'sessions.lost'],
    ['an unanswered keepalive', errno('', 'client-timeout'), at('open'), 'sessions.lost'],
    ['no agreement', errno('', 'handshake'), at('key-exchange'), 'sessions.no-common-algorithm'],
    ['a bad signature', errno('', 'handshake'), at('host-key'), 'sessions.protocol-error'],
    ['a garbled packet', errno('', 'protocol'), at('open'), 'sessions.protocol-error'],
    ['an error without a level', new Error('Bad packet length'), at('login'), 'sessions.protocol-error'],
    ['a goodbye', disconnect(11), at('key-exchange'), 'sessions.closed-by-server'],
    ['a goodbye before any attempt', disconnect(2), at('login'), 'sessions.closed-by-server'],
    ['a goodbye after an attempt', disconnect(2), at('login', { refusal }), 'sessions.auth-refused'],
    ['a goodbye', disconnect(2), at('open', { refusal }), 'sessions.closed-by-server'],
  ])('%s (%o) at the stage of %o is %s', (_name, error, progress, expected) => {
    expect(connectionError(error, progress).code).toBe(expected);
  });

  test('what has a code already passes unchanged', () => {
    const error = new KeyError('keys.empty');
    expect(connectionError(error, at('login'))).toBe(error);
  });
});

describe('every code of a session has its sentence', () => {
  const params = {
    address: 'host.example',
    port: 22222,
    seconds: 1,
    user: 'ec2-user',
    methods: 'publickey',
    line: 'HTTP/1.1 400',
    knownSha256: 'SHA256:known',
    knownAlgorithm: 'ssh-rsa',
    offeredSha256: 'SHA256:offered',
    offeredAlgorithm: 'ssh-ed25519',
  };
  test.each(
    languages.flatMap((language) => sessionErrorCode.options.map((code) => [language, code] as const)),
  )('%s: %s', (language, code) => {
    const key = `error.${code}`;
    if (!isMessageKey(key)) throw new Error(`No sentence for ${key}`);
    const sentence = translator(language)(key, new SessionError(code, params).params);
    expect(sentence).not.toMatch(/[{}]/);
    expect(sentence.length).toBeGreaterThan(20);
  });
});
