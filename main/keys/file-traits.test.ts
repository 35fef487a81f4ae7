import { describe, expect, test } from 'vitest';
import { type FileTraits, fileTraits } from './file-traits';

const key = '-----BEGIN RSA PRIVATE KEY-----\nAAAA\nBBBB\n-----END RSA PRIVATE KEY-----\n';
const sealed = key.replace('\nAAAA', '\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA');
const ppk =
  'PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nComment: me\nPublic-Lines: 1\nAAAA\nPrivate-MAC: 0a\n';

const clean: FileTraits = {
  encoding: 'plain',
  lineEnds: 'lf',
  finalNewline: true,
  before: 'nothing',
  textAfter: false,
  keyAtLineStart: true,
  labels: ['RSA PRIVATE KEY'],
  keyLabel: 'RSA PRIVATE KEY',
  dashes: null,
  beginLine: 'alone',
  endLine: 'alone',
  spacedHeader: null,
  legacyProtection: false,
  blankLines: 'none',
  longLine: false,
  ppkFault: null,
};

test('a clean file', () => {
  expect(fileTraits(Buffer.from(key))).toEqual(clean);
  expect(fileTraits(Buffer.from(sealed))).toEqual({ ...clean, legacyProtection: true });
  expect(fileTraits(Buffer.from(ppk))).toEqual({ ...clean, labels: [], keyLabel: null });
});

test('nothing at all has traits too', () => {
  expect(fileTraits(new Uint8Array())).toMatchObject({ lineEnds: 'none', labels: [], before: 'nothing' });
});

describe('what is spoilt', () => {
  const cases: [string, string | Buffer, Partial<FileTraits>][] = [
    ['a dash short', key.slice(1), { dashes: 'before-begin', before: 'nothing' }],
    ['END a dash short', `${key.trimEnd().slice(0, -1)}\n`, { dashes: 'end', textAfter: false }],
    ['CRLF', key.replaceAll('\n', '\r\n'), { lineEnds: 'crlf' }],
    ['CR only', key.replaceAll('\n', '\r'), { lineEnds: 'cr', beginLine: 'runs-on', endLine: 'runs-on' }],
    ['no final newline', key.trimEnd(), { finalNewline: false }],
    ['byte order mark', `\ufeff${key}`, { encoding: 'byte-order-mark', before: 'nothing' }],
    ['UTF-16', Buffer.from(`\ufeff${key}`, 'utf16le'), { encoding: 'utf-16' }],
    ['UTF-16 without a mark', Buffer.from(key, 'utf16le'), { encoding: 'utf-16' }],
    ['blank line first', `\n${key}`, { before: 'space' }],
    ['space first', ` ${key}`, { before: 'space', keyAtLineStart: false }],
    ['text first', `Bag Attributes\n${key}`, { before: 'text' }],
    ['text after', `${key}the end\n`, { textAfter: true }],
    ['space after BEGIN', key.replace('KEY-----\n', 'KEY----- \n'), { beginLine: 'spaces' }],
    ['space after END', `${key.trimEnd()} \n`, { endLine: 'spaces' }],
    ['END in the last line of base64', key.replace('\n-----END', '-----END'), { endLine: 'runs-on' }],
    ['space after a header', sealed.replace('00\n', '00 \n'), { spacedHeader: 'DEK-Info' }],
    ['blank line before the headers', sealed.replace('\nProc', '\n\nProc'), { blankLines: 'headers' }],
    ['blank line in the body', key.replace('AAAA\n', 'AAAA\n\n'), { blankLines: 'body' }],
    ['blank line after BEGIN', key.replace('\nAAAA', '\n\nAAAA'), { blankLines: 'after-begin' }],
    ['a long line', key.replace('AAAA', 'A'.repeat(300)), { longLine: true }],
    [
      'parameters first',
      `-----BEGIN EC PARAMETERS-----\n-----END EC PARAMETERS-----\n${key}`,
      {
        labels: ['EC PARAMETERS', 'RSA PRIVATE KEY'],
        keyLabel: 'RSA PRIVATE KEY',
      },
    ],
    ['PPK: space after a header', ppk.replace('none', 'none '), { ppkFault: 'spaces' }],
    ['PPK: space after base64', ppk.replace('AAAA', 'AAAA '), { ppkFault: 'body-spaces' }],
    ['PPK: space after the comment', ppk.replace(': me', ': me '), { ppkFault: 'comment-spaces' }],
    ['PPK: space within the comment', ppk.replace(': me', ': me: and you'), { ppkFault: null }],
    ['PPK: no comment', ppk.replace(': me', ': '), { ppkFault: null }],
    ['PPK: capital MAC', ppk.replace('0a', '0A'), { ppkFault: 'mac-case' }],
    ['PPK: space after the MAC', ppk.replace('0a', '0a '), { ppkFault: 'mac-spaces' }],
    ['PPK: a blank line', ppk.replace('me\n', 'me\n\n'), { blankLines: 'body', ppkFault: null }],
    [
      'PPK: two blank lines',
      ppk.replace('me\n', 'me\n\n\n'),
      { blankLines: 'body', ppkFault: 'blank-lines' },
    ],
    ['public key with options', 'no-pty ssh-rsa AAAAB3\n', { before: 'text' }],
  ];
  test.each(cases)('%s', (_, content, expected) => {
    expect(fileTraits(Buffer.from(content as string))).toMatchObject(expected);
  });
});
