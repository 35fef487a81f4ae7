import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { convertedName, folderForPeople, nameInFormat, numberedName } from './names';

test.each([
  ['/k/web.pem', 'ppk', 'web.ppk', 'web.ppk'],
  ['/k/web.ppk', 'ppk2', 'web.ppk', 'web-converted.ppk'],
  ['/k/id_rsa', 'openssh', 'id_rsa', 'id_rsa-converted'],
  ['/k/id_rsa', 'public', 'id_rsa.pub', 'id_rsa.pub'],
  ['/k/web.server.pem', 'openssh', 'web.server', 'web.server'],
] as const)('%s as %s is called %s; beside its own file %s', (source, to, name, beside) => {
  expect(nameInFormat(source, to)).toBe(name);
  expect(convertedName(source, to)).toBe(beside);
});

test('names that are taken get a number before their ending', () => {
  expect([1, 2, 3].map((turn) => numberedName('web.ppk', turn))).toEqual([
    'web.ppk',
    'web-2.ppk',
    'web-3.ppk',
  ]);
  expect(numberedName('id_rsa', 2)).toBe('id_rsa-2');
});

test('a folder in the home folder is named by its tilde', () => {
  expect(folderForPeople(homedir())).toBe('~');
  expect(folderForPeople(join(homedir(), '.ssh'))).toBe(join('~', '.ssh'));
  expect(folderForPeople(`${homedir()}-other`)).toBe(`${homedir()}-other`);
});
