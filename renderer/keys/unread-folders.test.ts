import { expect, test } from 'vitest';
import { unreadFolders } from './unread-folders';

const unread = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    folder: `~/${at}`,
    error: { code: 'files.no-permission', params: {} },
  }));

test('a few folders that could not be read are named; of many, the first few, and how many more there are', () => {
  expect(unreadFolders(unread(0))).toEqual({ named: [], more: 0 });
  expect(unreadFolders(unread(5))).toEqual({ named: unread(5), more: 0 });
  expect(unreadFolders(unread(2000))).toEqual({ named: unread(4), more: 1996 });
});
